import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { lambdaProxy, webSocketTemplate, type TestRoute } from '../../runtime/websocket/chat-template.js';
import { WrittenFiles } from '../../support/behaviour.js';
import { httpApiTemplate } from '../../support/http-api-template.js';
import { startCommand, type FinishedCommand } from '../../support/command-line.js';
import { ManualTiming } from '../../support/websocket-server.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const SDK = require.resolve('@aws-sdk/client-apigatewaymanagementapi');

const routes: Readonly<Record<string, TestRoute>> = {
  $connect: {},
  $disconnect: {},
  $default: { respond: true },
  sendMessage: { respond: true },
  broken: { respond: true },
};
files.json('chat.json', webSocketTemplate(routes));
files.json('posting.json', webSocketTemplate({ post: { integration: lambdaProxy('poster') } }));
files.text(
  'poster.js',
  `const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require(${JSON.stringify(SDK)});
  exports.handler = async ({ requestContext: { domainName, stage, connectionId } }) => {
    const client = new ApiGatewayManagementApiClient({ endpoint: 'https://' + domainName + '/' + stage });
    await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'posted' }));
    return { statusCode: 200 };
  };`,
);
files.json('nested.json', webSocketTemplate(routes, { api: { RouteSelectionExpression: '$request.body.to.route' } }));
files.json('header.json', webSocketTemplate(routes, { api: { RouteSelectionExpression: '$request.header.route' } }));
files.json('sluice.json', { lambdas: { handler: 'handler.js', guard: 'guard.js', poster: 'poster.js' } });
files.json('http.json', httpApiTemplate(['dev']));
files.text(
  'guard.js',
  `exports.handler = async ({ methodArn }) => ({ principalId: 'ana', policyDocument: {
    Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: methodArn }] } });`,
);
files.text(
  'handler.js',
  `exports.handler = async ({ requestContext: { routeKey }, body, headers = {} }) => {
    if (routeKey !== 'sendMessage') console.log(routeKey);
    if (headers['X-Status']) return { statusCode: Number(headers['X-Status']), body: 'go away' };
    return routeKey === 'broken' ? null : { statusCode: 200, body: routeKey + ' got ' + body };
  };`,
);

/** Runs a command until it has received a frame, and no more for a second. */
async function run(line: string, stdin = ''): Promise<FinishedCommand> {
  const timing = new ManualTiming(0);
  const command = startCommand(['connect', ...line.split(' ')], { cwd: files.folder, stdin, timing });
  const received = command.said(line.includes('--json') ? '"message"' : '←');
  await Promise.race([received.then(() => timing.running(2)), command.done]);
  timing.advance(1_000);
  return command.done;
}

/** The bodies of messages that were received, by the JSON lines of a command. */
function messages({ stdout }: FinishedCommand): readonly string[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly type: string; readonly body: string })
    .flatMap(({ type, body }) => (type === 'message' ? [body] : []));
}

describe('connect to a source as a caller', () => {
  const guarded = (name: string, source: string): string => {
    const Properties = {
      ApiId: { Ref: 'Chat' },
      Name: 'guard',
      AuthorizerType: 'REQUEST',
      AuthorizerUri:
        'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
      IdentitySource: [`route.request.${source}`],
    };
    const route = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Guard' } };
    const Guard = { Type: 'AWS::ApiGatewayV2::Authorizer', Properties };
    return files.json(name, webSocketTemplate({ ...routes, $connect: { route } }, { resources: { Guard } }));
  };
  guarded('header-token.json', 'header.X-Token');
  guarded('query-token.json', 'querystring.token');
  files.json('iam.json', webSocketTemplate({ ...routes, $connect: { route: { AuthorizationType: 'AWS_IAM' } } }));
  const arn = 'arn:aws:iam::000000000000:user/ana';
  const policies = [{ Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' } }];
  files.json('identities.json', [{ accessKeyId: 'AKIAANA', secretAccessKey: 'secret', arn, policies }]);

  test.each<[line: string, code: number, says: string]>([
    ['header-token.json', 1, 'refuses the connection with 401 Unauthorized'],
    ['header-token.json --token ana', 0, ''],
    ['query-token.json', 1, 'The authorizer of $connect requires a value: give it with --token'],
    ['query-token.json --token ana', 0, ''],
    ['iam.json --identities identities.json', 1, 'refuses the connection with 403 Forbidden'],
    ['iam.json --identities identities.json --as ana', 0, ''],
    ['iam.json --identities identities.json --as anna', 2, 'Did you mean "ana"?'],
  ])('sluice connect %s: %i', async (line, exitCode, says) => {
    const { code, stdout, stderr } = await run(line, '{"action":"sendMessage"}');
    expect(stderr).toContain(says);
    expect(code).toBe(exitCode);
    expect(stdout.includes('← sendMessage got {"action":"sendMessage"}')).toBe(exitCode === 0);
  });
});

describe('connect to a source', () => {
  test('serves its WebSocket API for the connection, $connect and $disconnect included', async () => {
    const { code, stdout, stderr } = await run('chat.json', '{"action":"sendMessage"}\n');
    expect(stdout).toMatch(/connected to ws:\/\/127\.0\.0\.1:\d+\/dev\n/);
    expect(stdout).toContain('← sendMessage got {"action":"sendMessage"}\n');
    expect(stdout).toMatch(/closed 1000 \(normal\)\n$/);
    expect(stderr).toBe('handler  $connect\nhandler  $disconnect\n');
    expect(code).toBe(0);
  });

  test.each<[file: string, message: string]>([
    ['chat.json', 'sendMessage got {"action":"sendMessage","message":"Hello"}'],
    ['nested.json', 'sendMessage got {"to":{"route":"sendMessage"},"message":"Hello"}'],
  ])('%s has its own member for the route', async (file, message) => {
    const finished = await run(`${file} --route sendMessage --json`, 'Hello');
    expect(messages(finished)).toEqual([message]);
  });

  test('a refused handshake is the status of $connect', async () => {
    const { code, stderr } = await run('chat.json --header X-Status:418');
    expect(stderr).toMatch(/error refused-handshake {2}ws:\S+ refuses the connection with 418 I'm a Teapot: go away\n/);
    expect(code).toBe(1);
  });

  test.each<[command: string, argv: readonly string[]]>([
    ['connect', ['connect', 'posting.json', '--json']],
    ['invoke', ['invoke', 'posting.json', 'MESSAGE', '{"action":"post"}', '--json']],
  ])('%s shows what a function sends with the SDK of AWS', async (name, argv) => {
    const timing = new ManualTiming(0);
    const command = startCommand(argv, { cwd: files.folder, stdin: '{"action":"post"}', timing });
    if (name === 'connect') {
      await command.said('"type":"message"');
      await timing.running(2);
      timing.advance(1_000);
    }
    const { code, stdout } = await command.done;
    expect(stdout).toContain(name === 'connect' ? '"body":"posted"' : '"frames":["posted"]');
    expect(code).toBe(0);
  });

  test('says why a message failed', async () => {
    const { stdout, stderr } = await run('chat.json', '{"action":"broken"}');
    expect(stdout).toContain('← {"message": "Internal server error"');
    expect(stderr).toContain('\nChat  broken  ');
  });

  test('the output of functions stands above the prompt', async () => {
    const stdin = new PassThrough();
    const world = { cwd: files.folder, stdin, isTerminal: true };
    const command = startCommand(['connect', 'chat.json'], world);
    await command.firstLine;
    stdin.write('Hello\r');
    await command.said('← $default got Hello');
    stdin.write('\u0003');
    const { code, stdout, stderr } = await command.done;
    expect(stripVTControlCharacters(stdout)).toMatch(/> handler {2}\$default\n> .* ← \$default got Hello\n/);
    expect(stderr).toBe('handler  $connect\nhandler  $disconnect\n');
    expect(code).toBe(130);
  });

  test.each<[line: string, code: number, says: RegExp]>([
    ['chat.json --route sendMesage', 2, /^error usage-invalid .*no such route\n {2}Did you mean "sendMessage"\?/],
    ['header.json --route sendMessage', 2, /^error usage-invalid .*"\$request\.header\.route" is not a member/],
    ['chat.json --stage prod', 3, /^error source-without-stage /],
    ['http.json', 1, /error finding-nothing-to-serve .*the source has no WebSocket API\n$/],
    ['chat.jsn', 3, /^error source-not-found /],
  ])('sluice connect %s: %i', async (line, exitCode, says) => {
    const { code, stderr } = await run(line);
    expect(stderr).toMatch(says);
    expect(code).toBe(exitCode);
  });
});
