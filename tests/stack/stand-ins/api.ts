import { createServer } from 'node:http';

// Answers as the API does when all is well, and tells what it was given.
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(request.url === '/readyz' ? '{"postgres":"ok","temporal":"ok","worker":"ok"}' : JSON.stringify(process.env));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections());
