import { afterAll, expect, test } from 'vitest';
import { LocalGateway } from '../../lib/testing/index.js';
import { WrittenFiles } from '../support/behaviour.js';
import { mockOperation } from '../support/runtime-source.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const OPERATION = mockOperation('ok');
const GUARDED = [{ guard: [] }];

/** What `GET /x` of a document answers. */
async function statusOf(pathItem: object, root: object = {}): Promise<number> {
  const document = { openapi: '3.0.1', info: { title: 'Api', version: '1' }, paths: { '/x': pathItem }, ...root };
  const file = files.json('api.json', document);
  const gateway = await LocalGateway.fromOpenApi(file);
  const { status } = await gateway.fetch('/x');
  await gateway.close();
  return status;
}

test.each<[what: string, pathItem: object, root: object, status: number]>([
  ['Security of an operation', { get: { ...OPERATION, Security: GUARDED } }, {}, 501],
  ['secuirty of an operation', { get: { ...OPERATION, secuirty: GUARDED } }, {}, 501],
  [
    'an authorizer in an operation',
    { get: { ...OPERATION, 'x-amazon-apigateway-authorizer': { type: 'token' } } },
    {},
    501,
  ],
  ['security of a path', { security: GUARDED, get: OPERATION }, {}, 501],
  ['Security of the document', { get: OPERATION }, { Security: GUARDED }, 501],
  ['security that is a map', { get: { ...OPERATION, security: { guard: [] } } }, {}, 501],
  [
    'a type of authorization that does not exist',
    { get: { ...OPERATION, 'x-amazon-apigateway-auth': { type: 'IAM' } } },
    {},
    501,
  ],
  [
    'a misspelled authorizer in a scheme',
    { get: { ...OPERATION, security: GUARDED } },
    { components: { securitySchemes: { guard: { type: 'oauth2', 'x-amazon-apigateway-authoriser': {} } } } },
    501,
  ],
  [
    'a scheme for people',
    { get: { ...OPERATION, security: GUARDED } },
    { components: { securitySchemes: { guard: { type: 'oauth2', flows: {} } } } },
    200,
  ],
  [
    'security of a path, over which an operation opens itself',
    { security: GUARDED, get: { ...OPERATION, security: [] } },
    {},
    200,
  ],
  ['an extension of others', { get: { ...OPERATION, 'x-security': GUARDED } }, {}, 200],
])('%s', async (_what, pathItem, root, status) => {
  expect(await statusOf(pathItem, root)).toBe(status);
});

test.each(['APIKeyRequired', 'authorizationType', 'AuthorizationTyp', 'authorizerId', 'Authorizer'])(
  '%s of a Method',
  async (name) => {
    const template = {
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
        Get: {
          Type: 'AWS::ApiGateway::Method',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            HttpMethod: 'GET',
            AuthorizationType: 'NONE',
            [name]: 'AWS_IAM',
            Integration: { Type: 'MOCK' },
          },
        },
        Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'p' } },
      },
    };
    const gateway = await LocalGateway.fromTemplate(files.json('template.json', template));
    expect((await gateway.fetch('/')).status).toBe(501);
    await gateway.close();
  },
);
