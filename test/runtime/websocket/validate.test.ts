import { afterEach, describe, expect, test } from 'vitest';
import { LocalGateway } from '../../../lib/testing/index.js';
import { templateFile, webSocketTemplate } from './chat-template.js';
import { TestClient } from './client.js';

const MODELS = Object.fromEntries(
  (['Short', 'Long'] as const).map((Name) => [
    Name,
    {
      Type: 'AWS::ApiGatewayV2::Model',
      Properties: {
        ApiId: { Ref: 'Chat' },
        Name,
        ContentType: 'application/json',
        Schema: {
          $schema: 'http://json-schema.org/draft-04/schema#',
          type: 'object',
          required: [Name.toLowerCase()],
        },
      },
    },
  ]),
);

let gateway: LocalGateway | undefined;

afterEach(async () => {
  await gateway?.close();
});

async function connect(route: object): Promise<{ readonly client: TestClient; readonly received: string[] }> {
  const received: string[] = [];
  const template = webSocketTemplate({ $default: { route, respond: true } }, { resources: MODELS });
  gateway = await LocalGateway.fromTemplate(templateFile(template), {
    functions: {
      handler: ({ body }: { readonly body: string }) => {
        received.push(body);
        return { body: 'valid' };
      },
    },
  });
  const { url } = await gateway.listen();
  return { client: await TestClient.connect(url), received };
}

describe('messages of a route with models', () => {
  const selected = { ModelSelectionExpression: '$request.body.kind', RequestModels: { s: 'Short', $default: 'Long' } };

  test.each<[what: string, route: object, message: unknown, outcome: 'valid' | 'invalid']>([
    ['the selected model accepts', selected, { kind: 's', short: 1 }, 'valid'],
    ['the selected model refuses', selected, { kind: 's', long: 1 }, 'invalid'],
    ['$default accepts where no model is selected', selected, { kind: 'other', long: 1 }, 'valid'],
    ['$default refuses where no model is selected', selected, { short: 1 }, 'invalid'],
    ['the message is not JSON', selected, 'text', 'invalid'],
    [
      'no model is selected, and there is no $default',
      { ...selected, RequestModels: { s: 'Short' } },
      { kind: 'other', short: 1 },
      'invalid',
    ],
    ['no expression selects a model', { RequestModels: { $default: 'Long' } }, { short: 1 }, 'valid'],
    [
      'the expression is $default',
      { ModelSelectionExpression: '\\$default', RequestModels: { $default: 'Long' } },
      { short: 1 },
      'invalid',
    ],
  ])('%s', async (_what, route, message, outcome) => {
    const { client, received } = await connect(route);
    client.send(message);
    const response = await client.receive();
    if (outcome === 'valid') expect(response).toBe('valid');
    else expect(JSON.parse(response)).toMatchObject({ message: 'Invalid request body' });
    expect(received).toHaveLength(outcome === 'valid' ? 1 : 0);
  });

  test.each<[what: string, route: object]>([
    ['an expression that only deployment knows', { ModelSelectionExpression: { 'Fn::ImportValue': 'kind' } }],
    ['a model that does not exist', { ...selected, RequestModels: { s: 'None' } }],
  ])('are refused by name with %s', async (_what, route) => {
    const { client, received } = await connect(route);
    client.send({ kind: 's', short: 1 });
    expect(JSON.parse(await client.receive())).toMatchObject({ code: 'not-simulated' });
    expect(received).toEqual([]);
  });
});

test('a route whose model cannot be compiled is refused', async () => {
  const { client, received } = await connect({
    ModelSelectionExpression: '\\$default',
    RequestModels: { $default: 'Missing' },
  });
  client.send({});
  expect(JSON.parse(await client.receive())).toMatchObject({ code: 'not-simulated', feature: 'validator' });
  expect(received).toEqual([]);
});
