const alive = setInterval(() => undefined, 60_000);
process.on('SIGTERM', () => clearInterval(alive));
