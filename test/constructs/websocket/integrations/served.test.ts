import { App, Stack } from 'aws-cdk-lib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  context,
  input,
  MappingTemplate,
  WebSocketApi,
  WebSocketHttp,
  WebSocketHttpProxy,
  WebSocketLambda,
  WebSocketMock,
  type IWebSocketIntegration,
} from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { Backend } from '../../../runtime/http-api/backend.js';
import { shakeHands, TestClient } from '../../../runtime/websocket/client.js';
import { inlineFunction } from '../../synthesize.js';

let backend: Backend;
let gateway: LocalGateway | undefined;
beforeAll(async () => {
  backend = await Backend.start();
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});
afterAll(() => backend.close());

async function serve(build: (stack: Stack) => void): Promise<string> {
  const stack = new Stack(new App(), 'Stack');
  build(stack);
  gateway = await LocalGateway.fromStack(stack);
  expect(gateway.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (await gateway.listen()).url;
}

const PICK = MappingTemplate.json({ name: input.path('$.name'), connection: context('connectionId') });

type Case = [name: string, make: (stack: Stack) => IWebSocketIntegration, received: RegExp];

describe('integrations of WebSocket APIs, served from their template', () => {
  test.each<Case>([
    [
      'WebSocketLambda passes the event on',
      (stack) =>
        new WebSocketLambda(
          inlineFunction(
            stack,
            'F',
            `exports.handler = async ({ body }) => ({ statusCode: 200, body: 'got ' + body })`,
          ),
        ),
      /^got \{"action":"ask","name":"Rex"\}$/,
    ],
    [
      'WebSocketLambda with templates passes their output on',
      (stack) =>
        new WebSocketLambda(inlineFunction(stack, 'F', 'exports.handler = async (event) => event'), {
          proxy: false,
          requestTemplates: { $default: PICK },
          responses: [{ templates: { $default: MappingTemplate.json({ hello: input.path('$.name') }) } }],
        }),
      /^\{"hello":"Rex"\}$/,
    ],
    [
      'WebSocketLambda with templates chooses a response by the error',
      (stack) =>
        new WebSocketLambda(
          inlineFunction(stack, 'F', `exports.handler = async () => { throw new Error('Bad pet') }`),
          {
            proxy: false,
            responses: [{}, { key: '/Bad.*/', templates: { $default: '{"error":"bad"}' } }],
          },
        ),
      /^\{"error":"bad"\}$/,
    ],
    [
      'WebSocketMock',
      () => new WebSocketMock({ responses: [{ templates: { $default: '{"type":"pong"}' } }] }),
      /^\{"type":"pong"\}$/,
    ],
    [
      'WebSocketMock that names a status',
      () =>
        new WebSocketMock({
          requestTemplates: { Rex: '{"statusCode":404}', $default: '{"statusCode":200}' },
          templateSelectionExpression: '${request.body.name}',
          responses: [{}, { key: '/4\\d{2}/', templates: { $default: 'no $input.path("$.name")' } }],
        }),
      /^no/,
    ],
    [
      'WebSocketHttp',
      () =>
        new WebSocketHttp(`http://${backend.address}/pets/{name}`, {
          requestTemplates: { $default: PICK },
          requestParameters: { 'integration.request.path.name': 'route.request.body.name' },
        }),
      /^POST \/pets\/Rex \{"name":"Rex","connection":"[^"]+="\}$/,
    ],
    [
      'WebSocketHttpProxy',
      () =>
        new WebSocketHttpProxy(`http://${backend.address}/pets`, {
          httpMethod: 'PUT',
          requestParameters: { 'integration.request.querystring.kind': "'dog'" },
        }),
      /^PUT \/pets\?kind=dog \{"action":"ask","name":"Rex"\}$/,
    ],
  ])('%s', async (_name, make, received) => {
    backend.respond = ({ method, target, body }, response) => void response.end(`${method} ${target} ${body}`);
    const url = await serve((stack) => {
      new WebSocketApi(stack, 'Chat', { routes: { ask: { integration: make(stack), respond: true } } });
    });
    const client = await TestClient.connect(url);
    client.send({ action: 'ask', name: 'Rex' });
    expect(await client.receive()).toMatch(received);
    await client.close();
  });

  test('map the request of a connection, and refuse it by their status', async () => {
    backend.respond = ({ headers }, response) => {
      response.statusCode = headers['x-token'] === 'open' ? 200 : 418;
      response.end();
    };
    const url = await serve((stack) => {
      const connect = new WebSocketHttp(`http://${backend.address}/`, {
        requestParameters: { 'integration.request.header.X-Token': 'route.request.querystring.token' },
      });
      new WebSocketApi(stack, 'Chat', { connect, default: new WebSocketMock() });
    });
    const statuses = [await shakeHands(`${url}?token=open`), await shakeHands(url)].map(({ status }) => status);
    expect(statuses).toEqual([101, 418]);
  });
});
