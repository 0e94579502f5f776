import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../lib/cli/command.js';
import { connect } from '../../lib/cli/commands/connect.js';
import { inspect } from '../../lib/cli/commands/inspect.js';
import { invoke } from '../../lib/cli/commands/invoke.js';
import { render } from '../../lib/cli/commands/render.js';
import { serve } from '../../lib/cli/commands/serve.js';
import { server } from '../../lib/cli/commands/server.js';
import { synth } from '../../lib/cli/commands/synth.js';
import { testInvoke } from '../../lib/cli/commands/test-invoke.js';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand, type FinishedCommand } from '../support/command-line.js';
import { template } from './template.js';

const files = new WrittenFiles();
const busy = createServer();

const MOCK = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200' } },
};
const FUNCTION = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations',
};

function document(integration: object, responses: object = {}): object {
  const get = { responses, 'x-amazon-apigateway-integration': integration };
  return { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths: { '/pets': { get } } };
}

/** API A with the stages `one` and `two`, API B with `one`. */
const twoApis = template({ A: ['one', 'two'], B: ['one'] });

beforeAll(async () => {
  files.json('pets.json', document(MOCK));
  files.json('function.json', document(FUNCTION));
  files.json(
    'ref.json',
    document(MOCK, { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } }),
  );
  files.json('file-ref.json', document(MOCK, { 200: { $ref: 'answers.json#/ok' } }));
  files.text('broken.json', '{\n  "openapi": "3.0.1",\n  "paths": {,}\n}');
  files.text('broken.yaml', 'openapi: 3.0.1\npaths:\n  /a: [1\n');
  files.text('binary.json', Buffer.from([0, 1, 255, 254]));
  files.text('empty.json', '');
  files.json('list.json', []);
  files.json('bucket.json', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } });
  files.json('key.json', { Resources: { Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Name: 'x' } } } });
  files.json('typo-configuration.json', { lambdaz: {} });
  files.text('throws.js', 'throw new Error("not today")');
  files.text('ok.vm', 'ok');
  files.text('event.json', '{\n  "body":');
  files.json('two.json', twoApis);
  symlinkSync('loop.json', join(files.folder, 'loop.json'));
  mkdirSync(join(files.folder, 'empty'));
  mkdirSync(join(files.folder, 'dir.vm'));
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  busy.close();
  files.remove();
});

/** A command that serves is interrupted as soon as it would wait. */
function run(argv: readonly string[]): Promise<FinishedCommand> {
  const running = startCommand(argv, { cwd: files.folder });
  running.interrupt();
  return running.done;
}

const STACK_TRACE = /^\s+at .+:\d+:\d+\)?$/m;

describe('a mistake ends with its exit code and its reason', () => {
  test.each<[argv: string, code: number, says: RegExp]>([
    ['inspect missing.yaml', 3, /^error source-not-found .*missing\.yaml.*there is no such file/],
    ['inspect loop.json', 3, /^error source-unreadable .*loop\.json: it is a link that leads to itself/],
    ['server reload --state pets.json', 4, /^error permission-denied .*pets\.json .*it is no folder/],
    ['inspect broken.json', 3, /^error source-syntax  broken\.json:3:13  .*\n3 \| {3}"paths": \{,\}\n.*\^/],
    ['inspect broken.yaml', 3, /^error source-syntax  broken\.yaml:\d+:\d+  .*\n\d+ \| .*\n.*\^/],
    ['inspect binary.json', 3, /^error source-syntax  binary\.json:1:1 .*it is no text/],
    ['inspect empty.json', 3, /^error source-syntax .*it is empty/],
    ['inspect list.json', 3, /^error source-unknown .*it is a list/],
    ['inspect bucket.json', 3, /^error source-without-api .*no template has a resource of API Gateway/],
    ['inspect empty', 3, /^error source-unknown .*holds no cdk\.json, assembly or definition/],
    ['serve key.json --port 0', 1, /error finding-nothing-to-serve .*it has no REST, HTTP or WebSocket API/],
    [
      'inspect pets.json --api Cats',
      3,
      /^error source-without-api .*"Cats"\n {2}Available APIs: pets\.json \("Pets"\)/,
    ],
    ['inspect pets.json --config none.json', 3, /^error configuration-missing .*"none\.json"/],
    [
      'inspect pets.json --config typo-configuration.json',
      2,
      /^error configuration-invalid .*"lambdaz".*\n {2}Known members: .*lambdas/,
    ],
    ['inspect pets.json --config dir.vm', 3, /^error configuration-missing .*dir\.vm .*it is a folder/],
    ['inspect pets.json --config broken.json', 2, /^error configuration-invalid .*broken\.json:3:13 .*\n3 \| /],
    ['serve pets.json --app no-such-command', 3, /^error app-failed .*"no-such-command"/],
    ['serve function.json --port 0 --lambda f=none.js', 3, /^error lambda-code-missing .*none\.js .*"f"/],
    ['serve function.json --port 0 --lambda f=dir.vm', 3, /^error lambda-code-missing .*it is a folder/],
    ['serve function.json --port 0 --lambda f=', 3, /^error lambda-code-missing .*it is a folder/],
    ['invoke function.json GET /pets --lambda f=none.js#handler', 3, /^error lambda-code-missing .*none\.js /],
    ['serve pets.json --port BUSY', 4, /^error port-in-use .*another program does\n {2}Try --port 0/],
    ['serve pets.json --port 0 --host 192.0.2.1', 4, /^error port-address-unknown /],
    ['serve pets.json --port 0 --host no-such-host.invalid', 4, /^error port-address-unknown /],
    ['synth pets.json --out pets.json/folder', 4, /^error permission-denied .*Cannot write/],
    ['serve pets.json --port 0 --host=', 2, /^error usage-invalid .*empty address.*\n {2}127\.0\.0\.1 is this machine/],
    ['serve pets.json --port high', 2, /^error usage-invalid .*"high".*0 to 65535/],
    ['serve pets.json --port 65536', 2, /^error usage-invalid .*"65536"/],
    ['serve pets.json --port 1e3', 2, /^error usage-invalid .*"1e3"/],
    [
      'serve two.json --port 65535',
      2,
      /^error usage-invalid .*Cannot listen for B: ports end at 65535\n {2}.*--port 0/,
    ],
    ['serve pets.json --port -1', 2, /^error usage-invalid /],
    ['serve pets.json --port 1 --port 2', 2, /^error usage-invalid .*Cannot take --port twice/],
    ['serve pets.json --port', 2, /^error usage-invalid .*Not enough arguments following: port/],
    ['serve pets.json --stage-variable host', 2, /^error usage-invalid .*--stage-variable "host": expected name=value/],
    ['serve pets.json --template-parameter =x', 2, /^error usage-invalid .*--template-parameter "=x"/],
    [
      'serve pets.json --aws-endpoint sqs=localhost',
      2,
      /^error usage-invalid .*--aws-endpoint "localhost": expected a URL/,
    ],
    [
      'serve pets.json --vpc-link link=http://localhost',
      2,
      /^error usage-invalid .*--vpc-link .*expected id=host:port/,
    ],
    ['serve pets.json --vpc-link link=localhost:65536', 2, /^error usage-invalid .*--vpc-link "link=localhost:65536"/],
    [
      'invoke two.json GET /v --stage three',
      3,
      /^error source-without-stage .*"three"\n {2}Available stages: one, two\n$/,
    ],
    ['synth two.json --format openapi', 2, /error usage-invalid .*The source has 2 documents/],
    ['serve pets.json --backend localhost', 2, /^error usage-invalid .*--backend "localhost"/],
    [
      'serve pets.json --lambda-isolation docker',
      2,
      /^error usage-invalid .*lambda-isolation.*"docker".*"thread", "process", "inline"/,
    ],
    [
      'serve pets.json --lenient=authorizers',
      2,
      /^error usage-invalid .*"authorizers".*\n {2}Available features: authorizer, /,
    ],
    ['synth pets.json --format xml', 2, /^error usage-invalid .*"xml".*"cloudformation", "openapi"/],
    ['invoke pets.json GET', 2, /^error usage-invalid .*\[source\] METHOD PATH/],
    ['invoke pets.json GET /pets extra', 2, /^error usage-invalid .*\[source\] METHOD PATH/],
    ['invoke pets.json GET https://localhost/pets', 2, /^error usage-invalid .*expected a path/],
    ['invoke pets.json GET /pets --header Acc(ept:x', 2, /^error usage-invalid .*"Name: value"/],
    ['invoke pets.json GET /pets --header Accept', 2, /^error usage-invalid .*"Name: value"/],
    ['inspect pets.json --allow-files=yes', 2, /^error usage-invalid .*--allow-files=yes: expected true or false/],
    ['inspect pets.json more.json', 2, /^error usage-invalid .*more\.json/],
    ['render', 2, /^error usage-template /],
    ['render none.vm', 3, /^error file-unreadable .*none\.vm/],
    ['render dir.vm', 3, /^error file-unreadable  dir\.vm .*it is a folder/],
    ['render ok.vm --event event.json', 3, /^error event-invalid  event\.json:2:10  .*\n2 \| .*\n.*\^/],
    ['srve pets.json', 2, /^error usage-invalid  Cannot find the command "srve"\n {2}Did you mean serve\?/],
    ['invoke', 2, /^error usage-invalid  Cannot run "sluice invoke.*": expected sluice invoke <request\.\.>/],
    ['server', 2, /^error usage-invalid  Cannot run "sluice server.*": expected sluice server <operation>/],
  ])('sluice %s: %i', async (line, code, says) => {
    const { port } = busy.address() as AddressInfo;
    const argv = line
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => (word === 'BUSY' ? String(port) : word));
    const plain = await run(argv);
    expect(plain.stderr).toMatch(says);
    expect(plain.code).toBe(code);
    expect(plain.stdout).toBe('');
    expect(plain.stderr).not.toMatch(STACK_TRACE);
    const json = await run([...argv, '--json']);
    expect(json.code).toBe(code);
    expect(json.stdout.endsWith('\n')).toBe(true);
    const { error } = JSON.parse(json.stdout) as { error: Readonly<Record<string, string>> };
    expect(error).toMatchObject({
      code: /error ([a-z-]+) {2}/.exec(plain.stderr)?.[1],
      message: expect.any(String) as string,
    });
    expect(json.stderr).not.toMatch(STACK_TRACE);
  });
});

describe('--json in any form that turns it on', () => {
  test.each([
    ['--json', true],
    ['--json=true', true],
    ['--json true', true],
    ['--json=false', false],
    ['--json false', false],
  ])('%s of a refusal: %s', async (form, isJson) => {
    for (const mistake of ['inspect missing.yaml', 'inspect --nonsense', 'nonsense']) {
      const { stdout, stderr } = await run([...mistake.split(' '), ...form.split(' ')]);
      if (isJson) expect(JSON.parse(stdout)).toHaveProperty('error.code');
      else expect([stdout, stderr]).toEqual(['', expect.stringMatching(/^error /)]);
    }
  });
});

describe('a source of several APIs and stages', () => {
  test('invoke says which it asks, and which else there are', async () => {
    const { code, stdout, stderr } = await run(['invoke', 'two.json', 'GET', '/where', '--json']);
    expect(stderr).toBe('Asking A, stage one; with --api and --stage also A, stage two; B, stage one\n');
    expect(JSON.parse(stdout)).toMatchObject({ status: 200, body: 'A one' });
    expect(code).toBe(0);
    const chosen = await run(['invoke', 'two.json', 'GET', '/where', '--json', '--api', 'B']);
    expect(JSON.parse(chosen.stdout)).toMatchObject({ status: 200, body: 'B one' });
    expect(chosen.stderr).toBe('');
  });

  test('synth --api writes that API and no other', async () => {
    const openapi = await run(['synth', 'two.json', '--api', 'B', '--format', 'openapi', '--json']);
    expect(JSON.parse(openapi.stdout)).toMatchObject({ info: { title: 'B' } });
    const written = await run(['synth', 'two.json', '--api', 'B', '--json']);
    const { Resources } = JSON.parse(written.stdout) as { Resources: Record<string, { Type: string }> };
    const apis = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::ApiGateway::RestApi');
    expect(apis.map(([id]) => id)).toEqual(['B']);
  });
});

describe('render --jsonl', () => {
  test('names the line that is no JSON', async () => {
    const world = { cwd: files.folder, stdin: '{"template":"a"}\nnonsense {\n' };
    const { code, stdout, stderr } = await runCommand(['render', '--jsonl'], world);
    expect([code, stdout]).toEqual([3, '{"output":"a"}\n']);
    expect(stderr).toMatch(/^error event-invalid  line 2 of standard input/);
  });
});

describe('a reference that leads nowhere', () => {
  test.each([
    ['ref.json', '"#/components/schemas/Pet"'],
    ['file-ref.json', 'answers.json'],
  ])('%s is reported with its place and excerpt, and the rest is read', async (file, names) => {
    const { code, stderr, stdout } = await run(['inspect', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('GET /pets  MOCK');
    expect(stderr).toMatch(/^warning unresolved-reference  GET \/pets .*:1:\d+  .*\n1 \| .*\n.*\^/);
    expect(stderr).toContain(names);
    const json = JSON.parse((await run(['inspect', file, '--json'])).stdout) as {
      diagnostics: readonly { code: string }[];
    };
    expect(json.diagnostics.map((one) => one.code)).toContain('unresolved-reference');
  });
});

/** Options without which a command complains of nothing else. */
function demanded({ options }: Command): readonly string[] {
  return Object.entries(options).flatMap(([name, { demandOption }]) =>
    demandOption === true ? [`--${name}`, 'x'] : [],
  );
}

describe('a typo in an option', () => {
  const cases = [connect, inspect, invoke, render, serve, server, synth, testInvoke].flatMap((command: Command) =>
    Object.keys(command.options).map(
      (option) => [command.name.split(' ', 1)[0] ?? '', option, demanded(command)] as const,
    ),
  );

  test.each(cases)('sluice %s --%s, its first letter doubled, is told', async (command, option, others) => {
    const typo = `--${option.charAt(0)}${option}`;
    const { code, stderr, stdout } = await run([command, 'pets.json', ...others, typo]);
    expect(stderr).toMatch(
      new RegExp(
        `^error usage-invalid .*${typo.slice(2)}\\n  Did you mean --${option}\\? Try: sluice ${command} --help\\n$`,
      ),
    );
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('code that fails when it is loaded', () => {
  test('is a 502 whose reason is in the log, and the server stays', async () => {
    const running = startCommand(['serve', 'function.json', '--port', '0', '--json', '--lambda', 'f=throws.js'], {
      cwd: files.folder,
    });
    const { url } = JSON.parse(await running.firstLine) as { url: string };
    for (let round = 0; round < 2; round++) {
      const response = await fetch(`${url}/pets`);
      expect([response.status, await response.json()]).toEqual([502, { message: 'Internal server error' }]);
    }
    running.interrupt();
    const { code, stderr, stdout } = await running.done;
    expect(stderr).toMatch(
      /^f {2}Error: not today\nf {6}at .*throws\.js:1:7\)\n.*GET \/dev\/pets {2}The function failed\n/,
    );
    expect([code, stdout.trim().split('\n').length]).toEqual([130, 1]);
  });
});
