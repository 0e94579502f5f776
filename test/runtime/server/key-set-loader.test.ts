import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpClient } from '../../../lib/runtime/server/http-client.js';
import { loadKeySet } from '../../../lib/runtime/server/key-set-loader.js';

const http = createHttpClient();
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const bodies: Readonly<Record<string, string>> = {
      '/pool/.well-known/openid-configuration': JSON.stringify({ jwks_uri: `${url}/keys` }),
      '/keys': '{"keys":[1]}',
      '/keys.json': '{"keys":[2]}',
      '/nameless/.well-known/openid-configuration': '{}',
      '/text.json': 'text',
      '/large.json': JSON.stringify('x'.repeat(150_000)),
    };
    const body = bodies[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await http.close();
  server.close();
});

test.each([
  ['/pool', { keys: [1] }],
  ['/pool/', { keys: [1] }],
  ['/keys.json', { keys: [2] }],
])('loadKeySet() of %s', async (path, keys) => {
  expect(await loadKeySet(url + path, http)).toEqual(keys);
});

test.each([
  ['/nowhere', /openid-configuration responded with 404$/],
  ['/nameless', /names no jwks_uri$/],
  ['/text.json', /text\.json is not JSON$/],
  ['/large.json', /has more than \d+ bytes$/],
])('loadKeySet() of %s says what is wrong', async (path, message) => {
  await expect(loadKeySet(url + path, http)).rejects.toThrow(message);
});

test('loadKeySet() names a file that is not there, and a server that is not', async () => {
  await expect(loadKeySet('/nowhere/keys.json', http)).rejects.toThrow(/^Cannot read \/nowhere\/keys\.json: /);
  await expect(loadKeySet('http://127.0.0.1:9/keys.json', http)).rejects.toThrow(/^Cannot reach /);
});
