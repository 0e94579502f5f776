import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { App, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { transpile } from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';
import { LocalGateway } from '../../lib/testing/index.js';
import { inlineFunction } from '../constructs/synthesize.js';

const CERTIFICATE = 'arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-0000-0000-000000000000';
const ECHO = 'exports.handler = async ({ body }) => ({ statusCode: 200, body })';
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'websocket-apis.md'), 'utf8');
const blocksOf = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

const folder = mkdtempSync(join(tmpdir(), 'sluice-websocket-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/websocket-apis.md', () => {
  const blocks = blocksOf('ts');
  test('has the blocks that are run here', () => expect(blocks).toHaveLength(9));

  test.each(blocks.slice(0, -1).map((text, index) => [index, text] as const))(
    'block %i runs and synthesizes',
    (_index, text) => {
      const { app, ...given } = definePage();
      // A block that declares what it is given elsewhere does it in a scope of its own.
      runInNewContext(`{ ${transpile(text)} }`, given);
      app.synth();
    },
  );

  test('the block of a test runs, with the frame that it shows', async () => {
    const text = blocks.at(-1) ?? '';
    const { stack, api, echo } = definePage();
    api.addRoute('echo', new sluice.WebSocketLambda(echo), { respond: true });
    const [, shown = ''] = /receive\(\); \/\/ (.*)$/m.exec(text) ?? [];
    const frames: unknown[] = [];
    const program = transpile(text).replace(/await ann\.receive\(\)/, 'frames.push(await ann.receive())');
    await runInNewContext(`(async () => { ${program} })()`, { stack, LocalGateway, frames });
    expect(frames).toEqual([shown]);
  });

  test('the function sends to its client', async () => {
    const [code = ''] = blocksOf('js');
    writeFileSync(join(folder, 'index.js'), code);
    const stack = new Stack(new App(), 'Stack');
    const handler = new LambdaFunction(stack, 'Send', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset(folder),
    });
    new sluice.WebSocketApi(stack, 'Chat', { default: new sluice.WebSocketLambda(handler) });
    const gateway = await LocalGateway.fromStack(stack);
    const client = await gateway.connect();
    await client.send({ text: 'hello' });
    expect(await client.receive()).toBe('hello');
    await gateway.close();
  });

  test('names classes and members that exist', () => {
    const named = [...page.matchAll(/`(WebSocket[A-Z]\w+)(?:\.(\w+))?/g)];
    const missing = named.filter(([, name = '', member]) => {
      const found = (sluice as Readonly<Record<string, unknown>>)[name] as
        Readonly<Record<string, unknown>> | undefined;
      return found === undefined || (member !== undefined && typeof found[member] !== 'function');
    });
    expect(missing.map(([text]) => text)).toEqual([]);
  });
});

/** What the blocks of the page are given: an API, functions, and what stands beside them. */
function definePage() {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const names = ['connect', 'disconnect', 'send', 'join', 'checkToken'];
  const functions = Object.fromEntries(names.map((id) => [id, inlineFunction(stack, id, ECHO)]));
  const [fallback, echo] = [inlineFunction(stack, 'fallback', ECHO), inlineFunction(stack, 'echo', ECHO)];
  const api = new sluice.WebSocketApi(stack, 'Given', { default: new sluice.WebSocketLambda(fallback) });
  return { app, stack, api, fallback, echo, ...functions, ...sluice, ...resourcesOf(stack) };
}

function resourcesOf(stack: Stack): Readonly<Record<string, unknown>> {
  return {
    connections: new Table(stack, 'Connections', {
      partitionKey: { name: 'connectionId', type: AttributeType.STRING },
    }),
    logGroup: new LogGroup(stack, 'Log'),
    role: new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', CERTIFICATE),
  };
}
