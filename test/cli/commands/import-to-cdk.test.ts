import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand, type FinishedCommand } from '../../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const uri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:list/invocations';
const paths = {
  '/pets': { get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } } },
};
const document = files.json('pets.json', { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths });
const template = files.json('template.json', {
  Resources: {
    Pets: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Body: { openapi: '3.0.1', info: { title: 'Shop' }, paths } },
    },
    Toys: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Body: { openapi: '3.0.1', info: { title: 'Shop' }, paths } },
    },
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Value: 'a-value-that-nobody-may-read' } },
  },
});

const keyOnly = files.json('key.json', { Resources: { Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: {} } } });
const chat = files.json('chat.json', {
  Resources: {
    Chat: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'Chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
    },
    Web: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Web', ProtocolType: 'HTTP' } },
  },
});

function run(...argv: readonly string[]): Promise<FinishedCommand> {
  return runCommand(['import', ...argv, '--to', 'cdk'], { cwd: files.folder });
}

describe('import --to cdk', () => {
  test('writes the class of an API to standard output', async () => {
    const { code, stdout, stderr } = await run(document);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('export class Pets extends Construct {');
    expect(stdout).toContain("api.get('/pets', new LambdaIntegration(props.functions.list));");
  });

  test('writes a file for each API and one for usage plans and keys into a folder, without the value of a key', async () => {
    const { code, stdout, stderr } = await run(template, '--out', 'made');
    expect([code, stdout]).toEqual([0, 'Wrote made/shop.ts, made/shop2.ts, made/usage-plans.ts\n']);
    const written = ['shop.ts', 'shop2.ts', 'usage-plans.ts'].map((name) =>
      readFileSync(join(files.folder, 'made', name), 'utf8'),
    );
    expect(written.map((text) => /class (\w+)/.exec(text)?.[1])).toEqual(['Shop', 'Shop2', 'UsagePlans']);
    expect(written.join('') + stderr).not.toContain('nobody-may-read');
  });

  test('writes HTTP and WebSocket APIs', async () => {
    const { stdout } = await run(chat, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      apis: [{ className: 'Chat' }, { className: 'Web' }],
      files: [
        { text: expect.stringContaining("new WebSocketApi(this, 'Api'") as string },
        { text: expect.stringContaining("new HttpApi(this, 'Api'") as string },
      ],
    });
  });

  test('--json writes the files, and what a class is given', async () => {
    const { code, stdout } = await run(document, '--json', '--name', 'Zoo');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        apis: [{ className: 'Zoo', props: [{ kind: 'functions', name: 'list' }] }],
        files: [{ name: 'zoo.ts', text: expect.stringContaining('export class Zoo') as string }],
      },
    ]);
  });

  test.each<[argv: readonly string[], message: string]>([
    [[template], 'Cannot write 3 files to standard output'],
    [[template, '--name', 'Zoo', '--out', 'other'], 'Cannot use --name for 2 APIs'],
    [[document, '--name', 'zoo'], 'Cannot name a class "zoo": expected a capital letter, then letters and digits'],
    [
      [document, '--parameter', 'basepath=prepend'],
      'Cannot use --parameter with --to: the whole definition is written',
    ],
    [[keyOnly], 'The source has no API'],
    [[document, '--onto', document], 'Cannot use --onto with --to'],
  ])('%j is refused with exit code 2', async (argv, message) => {
    const { code, stderr } = await run(...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(files.folder, 'other'))).toBe(false);
  });

  test.each([
    ['--out', 'made'],
    ['--name', 'Zoo'],
  ])('%s without --to is refused', async (option, value) => {
    const { code, stderr } = await runCommand(['import', document, option, value], { cwd: files.folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${option} applies to --to, which is missing`)]);
  });
});
