import { afterAll, describe, expect, test } from 'vitest';
import { TestClient } from '../runtime/websocket/client.js';
import { webSocketTemplate, type TestRoute } from '../runtime/websocket/chat-template.js';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand } from '../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const cwd = files.folder;
const GUARD = {
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: {
    ApiId: { Ref: 'Chat' },
    Name: 'guard',
    AuthorizerType: 'REQUEST',
    AuthorizerUri:
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations',
    IdentitySource: ['route.request.querystring.token', 'route.request.header.X-Room'],
  },
};

const chat: Readonly<Record<string, TestRoute>> = { $default: {}, sendMessage: { respond: true }, 'a b': {} };
files.json('chat.json', webSocketTemplate(chat));
files.json('logged.json', webSocketTemplate({ $default: { respond: true }, fails: {}, $disconnect: {} }));
files.json('nested.json', webSocketTemplate(chat, { api: { RouteSelectionExpression: '$request.body.to.route' } }));
files.json(
  'guarded.json',
  webSocketTemplate(
    {
      $connect: { route: { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Guard' } } },
      sendMessage: { respond: true, route: { ApiKeyRequired: true } },
    },
    {
      resources: { Guard: GUARD },
      api: { ApiKeySelectionExpression: '$context.authorizer.usageIdentifierKey' },
    },
  ),
);
files.text(
  'handler.js',
  `exports.handler = async ({ requestContext: { routeKey } }) => {
    if (routeKey === 'fails') throw new Error('not today');
    return { statusCode: 200, body: routeKey };
  };`,
);
files.json('sluice.json', { lambdas: { handler: 'handler.js', guard: 'handler.js' } });

const OPTIONS = ['--port', '0', '--lambda-isolation', 'inline'];

describe('serve of a WebSocket API', () => {
  test('reports the address for clients beside the one for requests', async () => {
    const serving = startCommand(['serve', 'chat.json', ...OPTIONS, '--json'], { cwd });
    const ready = JSON.parse(await serving.firstLine) as {
      readonly url: string;
      readonly webSocketUrl: string;
      readonly apis: readonly object[];
    };
    const client = await TestClient.connect(ready.webSocketUrl);
    client.send({ action: 'sendMessage' });
    const received = await client.receive();
    await client.close();
    serving.interrupt();
    expect((await serving.done).code).toBe(130);
    expect(received).toBe('sendMessage');
    expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
    const { url, webSocketUrl } = ready;
    expect(webSocketUrl).toBe(url.replace('http', 'ws'));
    expect(ready.apis).toEqual([{ id: 'Chat', stage: 'dev', url, webSocketUrl }]);
  });

  test.each<[file: string, ...lines: readonly RegExp[]]>([
    [
      'chat.json',
      /^Chat, stage dev\n {2}\$default +AWS_PROXY +connected\n {2}a b +AWS_PROXY +connected\n {2}sendMessage +AWS_PROXY +connected\n/,
      /^ {2}Everyone may connect: the API has no \$connect route\n\n {2}ws:\/\/127\.0\.0\.1:\d+\/dev$/m,
      /^ {2}sluice connect ws:\/\/127\.0\.0\.1:\d+\/dev\n {2}sluice connect ws:\/\/127\.0\.0\.1:\d+\/dev --route sendMessage\n\n/m,
    ],
    ['nested.json', /^ {2}sluice connect ws:\/\/127\.0\.0\.1:\d+\/dev\n\n/m],
    [
      'guarded.json',
      /^ {2}\$connect +AWS_PROXY +guard \(REQUEST\)/m,
      /^ {2}sendMessage +AWS_PROXY +connected, API key/m,
    ],
  ])('shows the routes of %s and how to connect', async (file, ...lines) => {
    const serving = startCommand(['serve', file, ...OPTIONS], { cwd });
    await serving.firstLine;
    serving.interrupt();
    const { stdout } = await serving.done;
    for (const line of lines) expect(stdout).toMatch(line);
  });

  test('server finds it by the address for clients', async () => {
    const argv = ['serve', 'chat.json', ...OPTIONS, '--json', '--state', 'state'];
    const serving = startCommand(argv, { cwd });
    const { webSocketUrl } = JSON.parse(await serving.firstLine) as { readonly webSocketUrl: string };
    const reloaded = await runCommand(['server', 'reload', '--server', webSocketUrl, '--state', 'state'], { cwd });
    serving.interrupt();
    await serving.done;
    expect([reloaded.stderr, reloaded.code]).toEqual(['', 0]);
  });
});

describe('a server of a WebSocket API', () => {
  test('writes a line for each event, and closes connections with 1012 when it ends', async () => {
    const serving = startCommand(['serve', 'logged.json', ...OPTIONS], { cwd });
    const stdout = await serving.said('Ctrl-C');
    const client = await TestClient.connect(/ws:\S+/.exec(stdout)?.[0] ?? '');
    client.send('anything');
    client.send({ action: 'fails' });
    await client.receive();
    await client.receive();
    serving.interrupt();
    expect(await client.closed).toMatchObject({ code: 1012 });
    const { code, stderr } = await serving.done;
    expect(stderr).toMatch(/^GET \/dev {2}101 {2}[\d.]+ ms$/m);
    expect(stderr).toMatch(/^MESSAGE \$default {2}[\w-]+=? {2}[\d.]+ ms$/m);
    expect(stderr).toMatch(/^MESSAGE fails {2}[\w-]+=? {2}[\d.]+ ms {2}The function failed$/m);
    expect(stderr).toMatch(/^DISCONNECT {2}[\w-]+=? {2}[\d.]+ ms$/m);
    expect(code).toBe(130);
  });

  test('keeps connections through a reload, and gives new messages to the new deployment', async () => {
    const written = (key: string): void =>
      void files.json('reloaded.json', webSocketTemplate({ [key]: { respond: true }, $default: { respond: true } }));
    written('one');
    const argv = ['serve', 'reloaded.json', ...OPTIONS, '--json', '--state', 'reload'];
    const serving = startCommand(argv, { cwd });
    const { webSocketUrl } = JSON.parse(await serving.firstLine) as { readonly webSocketUrl: string };
    const client = await TestClient.connect(webSocketUrl);
    const routeOf = async (action: string): Promise<string> => {
      client.send({ action });
      return client.receive();
    };
    const before = [await routeOf('one'), await routeOf('two')];
    written('two');
    const reloaded = await runCommand(['server', 'reload', '--state', 'reload'], { cwd });
    const after = [await routeOf('one'), await routeOf('two')];
    await client.close();
    serving.interrupt();
    await serving.done;
    expect(reloaded.code).toBe(0);
    expect([before, after]).toEqual([
      ['one', '$default'],
      ['$default', 'two'],
    ]);
  });
});

describe('inspect of a WebSocket API', () => {
  test('shows routes, expressions and authorizers', async () => {
    const { stdout, code } = await runCommand(['inspect', 'guarded.json'], { cwd });
    expect(stdout).toMatch(
      /^WEBSOCKET API Chat "chat", stages dev\n {2}\$connect +AWS_PROXY +guard \(REQUEST\) +one-way .*\n {2}sendMessage +AWS_PROXY +connected, API key +two-way /,
    );
    expect(stdout).toContain(
      '\n  Routes by $request.body.action\n  API keys by $context.authorizer.usageIdentifierKey\n',
    );
    expect(stdout).toContain(
      '\n  Authorizer guard (REQUEST) by route.request.querystring.token, route.request.header.X-Room\n',
    );
    expect(code).toBe(0);
  });

  test('says the same with --json', async () => {
    const { stdout } = await runCommand(['inspect', 'guarded.json', '--json'], { cwd });
    const [api] = (JSON.parse(stdout) as { readonly apis: readonly object[] }).apis;
    expect(api).toMatchObject({
      protocol: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.action',
      apiKeySelectionExpression: '$context.authorizer.usageIdentifierKey',
      authorizers: [
        {
          name: 'guard',
          identitySource: ['route.request.querystring.token', 'route.request.header.X-Room'],
        },
      ],
      routes: [{ route: '$connect' }, { route: 'sendMessage', twoWay: true, apiKeyRequired: true }],
    });
  });

  test('says where everyone may connect', async () => {
    const { stdout } = await runCommand(['inspect', 'chat.json'], { cwd });
    expect(stdout).toContain('\n  Everyone may connect: the API has no $connect route\n');
  });
});
