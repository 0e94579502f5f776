import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createHttpClient } from '../../../lib/runtime/server/http-client.js';

test('setTrailerLine() sends Trailer beside Content-Length, on a new connection and on a kept one', async () => {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push({
      trailer: request.headers.trailer,
      length: request.headers['content-length'],
      port: request.socket.remotePort,
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = createHttpClient();
  for (const trailer of ['Expires', 'Age']) {
    const result = await client.send({
      method: 'POST',
      url: `http://127.0.0.1:${port}/`,
      headers: [['Trailer', trailer]],
      body: Buffer.from('body'),
      timeoutMs: 5_000,
    });
    expect(result).toMatchObject({ kind: 'answer', status: 200 });
  }
  await client.close();
  server.close();
  const [first, second] = seen as { port: number }[];
  expect(first).toMatchObject({ trailer: 'Expires', length: '4' });
  expect(second).toMatchObject({ trailer: 'Age', length: '4', port: first?.port });
});
