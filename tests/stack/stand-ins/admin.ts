console.log(`stand-in for ${process.argv.slice(2).join(' ')}`);
