import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { describe, expect, test } from 'vitest';
import {
  CognitoAuthorizer,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  RestApi,
  TokenAuthorizer,
} from '../../../../lib/index.js';
import { bodyOf, inlineFunction, resourcesOf, templateOf, type SynthesizedTemplate } from '../../synthesize.js';

function template(build: (stack: Stack) => void): SynthesizedTemplate {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  build(stack);
  return templateOf(app, stack);
}

function addWhole(stack: Stack): void {
  const api = new RestApi(stack, 'Pets', {
    description: 'All pets',
    docs: 'Pets and their shops',
    version: '2.0',
    binaryMediaTypes: ['image/*'],
    minimumCompression: Size.kibibytes(1),
    apiKeySource: 'AUTHORIZER',
    cors: { allowOrigins: ['https://app.example.com'] },
  });
  const list = inlineFunction(stack, 'List');
  const users = new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')], authorizerName: 'users' });
  api.get('/pets', new LambdaIntegration(list), {
    operationName: 'listPets',
    authorizer: users,
    scopes: ['pets/read'],
    parameters: { 'querystring.page': true },
    summary: 'Lists pets',
    tags: ['pets'],
  });
  api.post('/pets', new LambdaIntegration(list, { proxy: false, responses: [{ statusCode: 200 }] }), {
    authorizer: new TokenAuthorizer(list, { authorizerName: 'guard', resultsCacheTtl: Duration.minutes(1) }),
    requestModels: { 'application/json': { title: 'Pet', type: 'object', required: ['name'] } },
    apiKeyRequired: true,
  });
  api.get(
    '/pets/{petId}',
    new HttpIntegration('https://pets.example.com/{petId}', {
      proxy: false,
      timeout: Duration.seconds(3),
      responses: [
        { statusCode: 200, responseTemplates: { 'application/json': '{"pet":$input.body}' } },
        { statusCode: 404, selectionPattern: '4..' },
      ],
    }),
    { cache: { keys: ['path.petId'] } },
  );
  api.any('/{proxy+}', new MockIntegration());
  api.addGatewayResponse('ACCESS_DENIED', { statusCode: 404, headers: { 'X-Hint': 'no' } });
}

describe('RestApi.fromOpenApi() of the document of an API', () => {
  test('gives the same document and the same permissions', () => {
    const declared = template(addWhole);
    const document = bodyOf(declared);
    const read = template((stack) => {
      inlineFunction(stack, 'List');
      new UserPool(stack, 'Pool');
      RestApi.fromOpenApi(stack, 'Pets', { document });
    });
    expect(bodyOf(read)).toEqual(document);
    const permitted = (made: SynthesizedTemplate): unknown =>
      resourcesOf(made, 'AWS::Lambda::Permission').map(({ Properties }) => Properties);
    expect(permitted(read)).toEqual(permitted(declared));
  });
});
