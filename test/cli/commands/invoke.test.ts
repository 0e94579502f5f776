import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand } from '../../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

describe('invoke', () => {
  test.each<[path: string, options: readonly string[], code: number, stdout: RegExp, stderr: RegExp]>([
    ['whole', [], 0, /"body":\{"streamed":true\}[^]*\n\nonetwo\n$/, /^$/],
    ['whole', ['--json'], 0, /"body":"onetwo"/, /^$/],
    ['cut', [], 1, /\n\none/, /finding-response-cut {2}The response is cut before its end: /],
    ['cut', ['--json'], 1, /^\{"error":\{"code":"finding-response-cut"/, /^$/],
  ])('a streamed response, %s %j', async (path, options, code, stdout, stderr) => {
    const server = createServer(({ url }, response) => {
      response.write('one', () => (url === '/cut' ? response.destroy() : response.end('two')));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const integration = {
      type: 'http_proxy',
      httpMethod: 'GET',
      uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`,
      responseTransferMode: 'STREAM',
    };
    const document = {
      openapi: '3.0.1',
      info: { title: 'Streams', version: '1' },
      paths: { '/': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
    };
    const file = files.json(`${path}.json`, document);
    const finished = await runCommand(['invoke', file, 'GET', '/', ...options], { cwd: files.folder });
    expect(finished.stdout).toMatch(stdout);
    expect(finished.stderr).toMatch(stderr);
    expect(finished.code).toBe(code);
    server.closeAllConnections();
    server.close();
  });
});
