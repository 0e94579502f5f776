import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a bare `node:http` server with one constant response, and returns its port. */
export function serveRaw(): Promise<number> {
  return new Promise((resolve) => {
    const body = Buffer.from('{"message":"hello"}');
    const server = createServer((_request, response) => {
      response.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', String(body.length)]);
      response.end(body);
    });
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

// Prints the same ready line as `sluice serve --json`.
if (require.main === module) {
  void serveRaw().then((port) => console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` })));
}
