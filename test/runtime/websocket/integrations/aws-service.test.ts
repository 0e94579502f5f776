import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend } from '../../http-api/backend.js';
import type { TestRoute } from '../chat-template.js';
import { TestClient } from '../client.js';
import { exchange, serve } from '../serve.js';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.close());

const DEFAULT = '$default';

/** The form of aws-cdk's `integ.sqs.ts`, which deploys. */
const SQS: TestRoute = {
  integration: {
    IntegrationType: 'AWS',
    IntegrationMethod: 'POST',
    IntegrationUri: 'arn:aws:apigateway:us-east-1:sqs:path/000000000000/messages',
    CredentialsArn: 'arn:aws:iam::000000000000:role/send',
    PassthroughBehavior: 'NEVER',
    TemplateSelectionExpression: '\\$default',
    RequestTemplates: {
      [DEFAULT]:
        "Action=SendMessage&MessageGroupId=$input.path('$.group')&MessageDeduplicationId=$context.requestId" +
        "&MessageAttribute.1.Name=connectionId&MessageBody=$input.json('$')",
    },
    RequestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
  },
};

describe('compileAwsService()', () => {
  test('sends a message to SQS as a signed form, and nothing to the client', async () => {
    const awsEndpoints = { sqs: `http://${backend.address}/` };
    const { url } = await serve({ [DEFAULT]: SQS }, { awsEndpoints });
    const arrived = new Promise<void>((resolve) => {
      backend.respond = (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"SendMessageResponse":{}}');
        resolve();
      };
    });
    const client = await TestClient.connect(url);
    client.send({ group: 'g1', text: 'a b' });
    await arrived;
    const { method, target, headers, body } = backend.last;
    expect({ method, target }).toEqual({ method: 'POST', target: '/000000000000/messages' });
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=[^/]+\/\d+\/us-east-1\/sqs\/aws4_request, /);
    expect(body).toMatch(/^Action=SendMessage&MessageGroupId=g1&MessageDeduplicationId=[^&]+=&/);
    expect(body.endsWith('&MessageBody={"group":"g1","text":"a b"}')).toBe(true);
  });

  test('maps the response of the service by its status', async () => {
    backend.respond = (_request, response) => void response.writeHead(400).end('{"Error":{"Code":"Nope"}}');
    const responses = [
      { IntegrationResponseKey: '/4\\d\\d/', ResponseTemplates: { [DEFAULT]: "$input.path('$.Error.Code')" } },
      { IntegrationResponseKey: DEFAULT, ResponseTemplates: { [DEFAULT]: 'sent' } },
    ];
    const awsEndpoints = { sqs: `http://${backend.address}` };
    expect(await exchange({ [DEFAULT]: { ...SQS, respond: true, responses } }, {}, { awsEndpoints })).toBe('Nope');
  });

  test('calls an action of a JSON service', async () => {
    backend.respond = (_request, response) => void response.end('{"Items":[]}');
    const route: TestRoute = {
      integration: {
        IntegrationType: 'AWS',
        IntegrationUri: 'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem',
        RequestTemplates: { [DEFAULT]: '{"TableName":"t"}' },
      },
      respond: true,
      responses: [{ IntegrationResponseKey: DEFAULT }],
    };
    const awsEndpoints = { dynamodb: `http://${backend.address}` };
    expect(await exchange({ put: route }, { action: 'put' }, { awsEndpoints })).toBe('{"Items":[]}');
    expect(backend.last).toMatchObject({ method: 'POST', target: '/', body: '{"TableName":"t"}' });
    expect(backend.last.headers['x-amz-target']).toBe('DynamoDB_20120810.PutItem');
  });
});

describe('a route that cannot be carried out', () => {
  const FUNCTION =
    'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:gone/invocations';
  const http = { IntegrationType: 'HTTP', IntegrationMethod: 'POST', IntegrationUri: 'http://127.0.0.1:1/' };
  const mock = { IntegrationType: 'MOCK', IntegrationUri: '' };

  test.each<[what: string, route: TestRoute, feature: string, detail: string]>([
    [
      'a function without code',
      { integration: { IntegrationType: 'AWS_PROXY', IntegrationUri: FUNCTION } },
      'lambda-function',
      'gone',
    ],
    [
      'a URI that names no function',
      { integration: { IntegrationType: 'AWS', IntegrationUri: 'https://x.test' } },
      'integration-uri',
      'x.test',
    ],
    ['a service without an endpoint', SQS, 'aws-service', 'sqs'],
    [
      'a template that does not parse',
      { integration: { ...mock, RequestTemplates: { say: '#if(' } } },
      'template',
      'requestTemplates["say"]',
    ],
    [
      'a response template that does not parse',
      { integration: mock, responses: [{ IntegrationResponseKey: DEFAULT, ResponseTemplates: { say: '#end' } }] },
      'template',
      'responseTemplates["say"]',
    ],
    [
      'a mapping that is none',
      { integration: { ...http, RequestParameters: { 'integration.request.header.X': 'method.request.header.X' } } },
      'mapping',
      'integration.request.header.X',
    ],
    [
      'a response mapping that is none',
      {
        integration: mock,
        responses: [{ IntegrationResponseKey: DEFAULT, ResponseParameters: { 'method.response.header.X': 'nothing' } }],
      },
      'mapping',
      'method.response.header.X',
    ],
    [
      'a response key that is no pattern',
      { integration: mock, responses: [{ IntegrationResponseKey: '200' }] },
      'mapping',
      'the integration response key 200',
    ],
    [
      'a response key whose pattern does not compile',
      { integration: mock, responses: [{ IntegrationResponseKey: '/(/' }] },
      'mapping',
      'the integration response key "("',
    ],
    [
      'a template selection expression of elsewhere',
      { integration: { ...mock, TemplateSelectionExpression: '$integration.response.statuscode' } },
      'mapping',
      'the template selection expression $integration',
    ],
    [
      'an unknown value',
      { integration: { ...http, IntegrationUri: { Ref: 'Nowhere' } } },
      'unresolved-value',
      'Nowhere',
    ],
  ])('is refused by name: %s', async (_what, route, feature, detail) => {
    const frame = await exchange(
      { say: route },
      { action: 'say' },
      { more: { resources: { Nowhere: { Type: 'Custom::Thing' } } } },
    );
    expect(JSON.parse(frame)).toMatchObject({ code: 'not-simulated', feature });
    expect(frame).toContain(JSON.stringify(detail).slice(1, -1));
  });
});
