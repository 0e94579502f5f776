import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand } from '../support/command-line.js';
import { httpApiTemplate } from '../support/http-api-template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

files.json('default.json', httpApiTemplate(['$default']));
files.json('dev.json', httpApiTemplate(['dev']));

const cwd = files.folder;

describe('serve of an HTTP API', () => {
  test.each<[file: string, url: RegExp, body: string]>([
    ['default.json', /^http:\/\/127\.0\.0\.1:\d+$/, '/pets/1'],
    ['dev.json', /^http:\/\/127\.0\.0\.1:\d+\/dev$/, '/dev/pets/1'],
  ])('%s reports the URL %s', async (file, pattern, body) => {
    const serving = startCommand(['serve', file, '--port', '0', '--json', '--lambda-isolation', 'inline'], { cwd });
    const { url } = JSON.parse(await serving.firstLine) as { readonly url: string };
    const response = await fetch(`${url}/pets/1`);
    const found = [response.status, await response.text(), response.headers.get('apigw-requestid')?.length];
    serving.interrupt();
    await serving.done;
    expect(url).toMatch(pattern);
    expect(found).toEqual([200, body, 16]);
  });

  test('shows its routes, who may call them, and a call to try', async () => {
    const serving = startCommand(['serve', 'default.json', '--port', '0'], { cwd });
    await serving.firstLine;
    serving.interrupt();
    const { stdout } = await serving.done;
    expect(stdout).toMatch(/^Api, stage \$default\n +GET +\/pets\/\{id\} +AWS_PROXY +open\n/);
    expect(stdout).toMatch(/^ +curl http:\/\/127\.0\.0\.1:\d+\/pets\/1$/m);
  });
});

describe('invoke of an HTTP API', () => {
  test.each([
    ['default.json', '/pets/1', '/pets/1'],
    ['dev.json', '/pets/1', '/dev/pets/1'],
  ])('%s GET %s', async (file, path, body) => {
    const { stdout, code } = await runCommand(['invoke', file, 'GET', path, '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ status: 200, body });
    expect(code).toBe(0);
  });

  test('suggests a route, and the path below a named stage', async () => {
    const hintOf = async (file: string, path: string): Promise<string | undefined> =>
      /^hint +(.*)$/m.exec((await runCommand(['invoke', file, 'GET', path], { cwd })).stdout)?.[1];
    expect(await hintOf('default.json', '/pet/1')).toBe('No such route; nearest are GET /pets/{id}');
    expect(await hintOf('dev.json', '/dev/pets/1')).toBe('The path is the one below stage dev: try /pets/1');
  });
});

test('inspect shows the routes, stages and access of an HTTP API', async () => {
  const { stdout } = await runCommand(['inspect', 'default.json'], { cwd });
  expect(stdout).toMatch(/^HTTP API Api "pets", stages \$default\n +GET \/pets\/\{id\} +AWS_PROXY +open/);
});
