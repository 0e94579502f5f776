import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Backend } from '../../http-api/backend.js';
import type { TestRoute } from '../chat-template.js';
import { refusedHandshake, TestClient } from '../client.js';
import { exchange, serve } from '../serve.js';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());
afterEach(() => {
  backend.respond = (_request, response) => void response.end('ok');
});

const DEFAULT = '$default';
const FAILS = /^\{"message": "Internal server error", /;

function http(
  integration: object = {},
  responses: readonly object[] = [{ IntegrationResponseKey: DEFAULT }],
): TestRoute {
  return {
    integration: {
      IntegrationType: 'HTTP',
      IntegrationMethod: 'POST',
      IntegrationUri: `http://${backend.address}/rooms`,
      ...integration,
    },
    respond: true,
    responses,
  };
}

/** Sends a message over a route and gives what the backend received of it. */
async function sent(integration: object, message: unknown = { action: 'say' }): Promise<Backend['last']> {
  await exchange({ say: http(integration), [DEFAULT]: http(integration) }, message);
  return backend.last;
}

describe('the request of compileHttp()', () => {
  test('has the message as body and headers of the gateway alone', async () => {
    const { url } = await serve({ say: http() });
    const client = await TestClient.connect(`${url}?room=a`, { headers: { 'X-Tenant': 'acme' } });
    client.send({ action: 'say' });
    await client.receive();
    const { method, target, body, headers } = backend.last;
    expect({ method, target, body }).toEqual({ method: 'POST', target: '/rooms', body: '{"action":"say"}' });
    expect(headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' });
    expect(headers['user-agent']).toMatch(/^AmazonAPIGateway_[a-z0-9]{10}$/);
    expect(headers['x-tenant']).toBeUndefined();
  });

  test.each<[declared: string, received: string]>([
    ['ANY', 'POST'],
    ['PUT', 'PUT'],
  ])('with the method %s is a %s for a message', async (IntegrationMethod, received) => {
    expect((await sent({ IntegrationMethod })).method).toBe(received);
  });

  test.each<[what: string, integration: object, message: object, body: string]>([
    ['$default without an expression', { RequestTemplates: { [DEFAULT]: 'd' } }, {}, 'd'],
    [
      'application/json without an expression',
      { RequestTemplates: { 'application/json': 'j', [DEFAULT]: 'd' } },
      {},
      'j',
    ],
    ['none without $default, and passes the message', { RequestTemplates: { other: 'o' } }, {}, '{"action":"say"}'],
    [
      'that of the expression',
      {
        TemplateSelectionExpression: '${request.body.action}.${request.body.kind}',
        RequestTemplates: { 'say.loud': 'l', [DEFAULT]: 'd' },
      },
      { kind: 'loud' },
      'l',
    ],
    [
      '$default for any other result',
      { TemplateSelectionExpression: '$request.body.kind', RequestTemplates: { Loud: 'l', [DEFAULT]: 'd' } },
      { kind: 'loud' },
      'd',
    ],
    [
      'a text that is escaped',
      { TemplateSelectionExpression: '\\$default', RequestTemplates: { [DEFAULT]: 'd' } },
      {},
      'd',
    ],
    ['an empty one, which passes the message', { RequestTemplates: { [DEFAULT]: '' } }, {}, '{"action":"say"}'],
  ])('takes the template %s', async (_what, integration, message, body) => {
    expect((await sent(integration, { action: 'say', ...message })).body).toBe(body);
  });

  test.each<[behavior: string, templates: object, outcome: 'passes' | 'fails']>([
    ['WHEN_NO_MATCH', { other: 'o' }, 'passes'],
    ['WHEN_NO_TEMPLATES', {}, 'passes'],
    ['WHEN_NO_TEMPLATES', { other: 'o' }, 'fails'],
    ['WHEN_NO_TEMPLATES', { [DEFAULT]: 'd' }, 'passes'],
    ['NEVER', {}, 'fails'],
    ['NEVER', { [DEFAULT]: 'd' }, 'passes'],
  ])('with %s and templates %j %s', async (PassthroughBehavior, RequestTemplates, outcome) => {
    const frame = await exchange({ say: http({ PassthroughBehavior, RequestTemplates }) }, { action: 'say' });
    if (outcome === 'passes') expect(frame).toBe('ok');
    else expect(frame).toMatch(FAILS);
  });

  test('shows a template the message, $context, stage variables and $util', async () => {
    const template =
      '{"said":$input.json(\'$.text\'),"body":"$util.base64Encode($input.body)","route":"$context.routeKey",' +
      '"event":"$context.eventType","color":"$stageVariables.color","none":"$input.params(\'room\')"}';
    const integration = { RequestTemplates: { [DEFAULT]: template } };
    await exchange(
      { say: http(integration) },
      { action: 'say', text: 'hi' },
      {
        more: { stage: { StageVariables: { color: 'blue' } } },
      },
    );
    expect(JSON.parse(backend.last.body)).toEqual({
      said: 'hi',
      body: Buffer.from('{"action":"say","text":"hi"}').toString('base64'),
      route: 'say',
      event: 'MESSAGE',
      color: 'blue',
      none: '',
    });
  });

  test('carries mapped parameters of a message', async () => {
    const { url } = await serve({
      say: http({
        IntegrationUri: `http://${backend.address}/rooms/{room}`,
        RequestParameters: {
          'integration.request.header.connectionId': 'context.connectionId',
          'integration.request.header.X-Literal': "'fixed'",
          'integration.request.header.X-Tenant': 'route.request.header.X-Tenant',
          'integration.request.querystring.tenant': 'route.request.querystring.room',
          'integration.request.querystring.kind': 'route.request.body.kind',
          'integration.request.path.room': 'route.request.body.room',
        },
      }),
    });
    const client = await TestClient.connect(`${url}?room=a`, { headers: { 'X-Tenant': 'acme' } });
    client.send({ action: 'say', room: 'blue', kind: 'x y' });
    await client.receive();
    const { target, headers } = backend.last;
    expect(target).toBe('/rooms/blue?kind=x%20y');
    expect(headers.connectionid).toMatch(/^[\w+/-]{15}=$/);
    expect(headers['x-literal']).toBe('fixed');
    expect(headers['x-tenant']).toBeUndefined();
  });

  test('carries mapped headers and parameters of a handshake on $connect', async () => {
    const { url } = await serve({
      $connect: http({
        IntegrationMethod: 'ANY',
        RequestParameters: {
          'integration.request.header.X-Tenant': 'route.request.header.X-Tenant',
          'integration.request.querystring.room': 'route.request.querystring.room',
          'integration.request.querystring.all': 'route.request.multivaluequerystring.room',
        },
        RequestTemplates: { [DEFAULT]: "$input.params('room')" },
      }),
    });
    await TestClient.connect(`${url}?room=a&room=b`, { headers: { 'X-Tenant': 'acme' } });
    const { method, target, headers, body } = backend.last;
    expect({ method, target, body }).toEqual({ method: 'GET', target: '/rooms?all=a&all=b&room=b', body: 'b' });
    expect(headers['x-tenant']).toBe('acme');
  });

  test.each<[what: string, integration: object, message: string]>([
    ['bytes for a template', { RequestTemplates: { [DEFAULT]: 'd' } }, 'aGk='],
    ['a message that is not base64', {}, 'h?'],
  ])('fails with CONVERT_TO_BINARY and %s', async (_what, integration, message) => {
    const route = http({ ContentHandlingStrategy: 'CONVERT_TO_BINARY', ...integration });
    expect(await exchange({ [DEFAULT]: route }, message)).toMatch(FAILS);
  });

  test('has a text with CONVERT_TO_TEXT as it is', async () => {
    expect((await sent({ ContentHandlingStrategy: 'CONVERT_TO_TEXT' }, 'hello')).body).toBe('hello');
  });

  test('has the bytes of a message in base64 with CONVERT_TO_BINARY', async () => {
    const message = Buffer.from('bytes').toString('base64');
    expect((await sent({ ContentHandlingStrategy: 'CONVERT_TO_BINARY' }, message)).body).toBe('bytes');
  });
});

describe('the response of compileHttp()', () => {
  const says = (IntegrationResponseKey: string, template: string): object => ({
    IntegrationResponseKey,
    ResponseTemplates: { [DEFAULT]: template },
  });

  test.each<[status: number, frame: string]>([
    [200, 'fine'],
    [204, 'fine'],
    [404, 'missing'],
    [410, 'gone'],
    [500, 'other'],
  ])('of %d is mapped to %j by the key that matches the whole status', async (status, frame) => {
    backend.respond = (_request, response) => void response.writeHead(status).end('out');
    const responses = [
      says('/2\\d\\d/', 'fine'),
      says('/404/', 'missing'),
      says('/41./', 'gone'),
      says(DEFAULT, 'other'),
    ];
    expect(await exchange({ say: http({}, [...responses, says('/0/', 'part')]) }, { action: 'say' })).toBe(frame);
  });

  test.each<[what: string, response: object, frame: string]>([
    ['as it is without a template', {}, '{"text":"hi"}'],
    ['through $default', { ResponseTemplates: { [DEFAULT]: "<$input.path('$.text')>" } }, '<hi>'],
    [
      'through the template of the status',
      {
        TemplateSelectionExpression: '${integration.response.statuscode}',
        ResponseTemplates: { '201': 'new', [DEFAULT]: 'd' },
      },
      'new',
    ],
    [
      'through the template of a header',
      {
        TemplateSelectionExpression: '$integration.response.header.X-Kind',
        ResponseTemplates: { made: 'm', [DEFAULT]: 'd' },
      },
      'm',
    ],
    [
      'through the template of the message',
      { TemplateSelectionExpression: '$request.body.action', ResponseTemplates: { say: 'said', [DEFAULT]: 'd' } },
      'said',
    ],
    ['as base64 with CONVERT_TO_TEXT', { ContentHandlingStrategy: 'CONVERT_TO_TEXT' }, 'eyJ0ZXh0IjoiaGkifQ=='],
  ])('is sent %s', async (_what, response, frame) => {
    backend.respond = (_request, answer) => void answer.writeHead(201, { 'X-Kind': 'made' }).end('{"text":"hi"}');
    const route = http({}, [{ IntegrationResponseKey: DEFAULT, ...response }]);
    expect(await exchange({ say: route }, { action: 'say' })).toBe(frame);
  });

  test('fails for a template of bytes', async () => {
    backend.respond = (_request, response) => void response.end('aGk=');
    const response = { ContentHandlingStrategy: 'CONVERT_TO_BINARY', ...says(DEFAULT, 'd') };
    expect(await exchange({ say: http({}, [response]) }, { action: 'say' })).toMatch(FAILS);
  });

  test('is mapped by the first key that matches', async () => {
    const responses = [says('/2.0/', 'second'), says('/20./', 'third'), says('/(200|201)/', 'first')];
    expect(await exchange({ say: http({}, responses) }, { action: 'say' })).toBe('first');
  });

  test('is decoded with CONVERT_TO_BINARY', async () => {
    backend.respond = (_request, response) => void response.end('aGk=');
    const route = http({}, [{ IntegrationResponseKey: DEFAULT, ContentHandlingStrategy: 'CONVERT_TO_BINARY' }]);
    expect(await exchange({ say: route }, { action: 'say' })).toBe('hi');
  });

  test('finds what the template of the request left in $context', async () => {
    const integration = { RequestTemplates: { [DEFAULT]: '#set($context.mine = "kept")$input.body' } };
    const route = http(integration, [says(DEFAULT, '$context.mine')]);
    expect(await exchange({ say: route }, { action: 'say' })).toBe('kept');
  });

  test('fails on a two-way route when none fits', async () => {
    expect(await exchange({ say: http({}, [says('/5\\d\\d/', 'x')]) }, { action: 'say' })).toMatch(FAILS);
  });

  test.each<[status: number, outcome: number | 'opens']>([
    [200, 'opens'],
    [208, 'opens'],
    [226, 'opens'],
    [210, 210],
    [403, 403],
    [503, 503],
  ])('of %d on $connect: %s', async (status, outcome) => {
    backend.respond = (_request, response) => void response.writeHead(status).end();
    const { url } = await serve({ $connect: { ...http(), respond: false } });
    if (outcome === 'opens') await TestClient.connect(url);
    else expect((await refusedHandshake(url)).status).toBe(outcome);
  });

  test('of a backend that is not there: an error frame, and 502 on $connect', async () => {
    const nowhere = { IntegrationUri: 'http://127.0.0.1:1/' };
    expect(await exchange({ say: http(nowhere) }, { action: 'say' })).toMatch(FAILS);
    const { url } = await serve({ $connect: http(nowhere) });
    expect((await refusedHandshake(url)).status).toBe(502);
  });

  test('goes to nobody on $disconnect', async () => {
    const { url } = await serve({
      $disconnect: http({ RequestTemplates: { [DEFAULT]: '$context.disconnectStatusCode' } }),
    });
    const arrived = new Promise<string>((resolve) => {
      backend.respond = ({ body }, response) => {
        response.end();
        resolve(body);
      };
    });
    await (await TestClient.connect(url)).close(4000);
    expect(await arrived).toBe('4000');
  });
});
