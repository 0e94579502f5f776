import { App, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { RestApi } from '../../../../lib/index.js';
import { LocalGateway } from '../../../../lib/testing/index.js';
import { bodyOf, inlineFunction, operationOf, resourceOf, synthesize, templateOf } from '../../synthesize.js';

/** A document with one operation, whose integration and the rest of the document are given. */
function document(integration: object, rest: object = {}): object {
  return {
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': {
        get: { responses: { 200: { description: 'OK' } }, 'x-amazon-apigateway-integration': integration },
      },
    },
    ...rest,
  };
}

const HTTP = { type: 'http_proxy', httpMethod: 'GET', uri: 'https://pets.example.com/' };

/**
 * Users of other libraries cannot write a function's ARN into a document that they read from a file, and lose tokens that
 * stand where the library expects a plain value.
 */
describe('tokens in OpenAPI documents', () => {
  test.each<[name: string, member: string, token: (stack: Stack) => unknown, expected: unknown]>([
    ['a reference', 'uri', (stack) => new CfnParameter(stack, 'Host').valueAsString, { Ref: 'Host' }],
    [
      'a string around a reference',
      'uri',
      (stack) => `https://${new CfnParameter(stack, 'Host').valueAsString}/pets`,
      { 'Fn::Sub': 'https://${Host}/pets' },
    ],
    ['a function of the CDK', 'uri', () => Fn.importValue('PetsUrl'), { 'Fn::ImportValue': 'PetsUrl' }],
    ['a function of CloudFormation', 'uri', () => ({ 'Fn::ImportValue': 'PetsUrl' }), { 'Fn::ImportValue': 'PetsUrl' }],
    [
      'a substitution',
      'uri',
      () => ({ 'Fn::Sub': 'https://${AWS::Region}.example.com/' }),
      { 'Fn::Sub': 'https://${AWS::Region}.example.com/' },
    ],
    [
      'an object that is resolved later',
      'credentials',
      (stack) => Fn.getAtt(stack.getLogicalId(roleIn(stack).node.defaultChild as never), 'Arn'),
      { 'Fn::GetAtt': [expect.stringMatching(/^Role/), 'Arn'] },
    ],
    [
      'a lazy string',
      'uri',
      () => Lazy.string({ produce: () => 'https://late.example.com/' }),
      'https://late.example.com/',
    ],
    [
      'a number',
      'timeoutInMillis',
      (stack) => new CfnParameter(stack, 'Ms', { type: 'Number' }).valueAsNumber,
      { Ref: 'Ms' },
    ],
  ])('%s stays in %s', (_name, member, token, expected) => {
    const template = synthesize((stack) => {
      RestApi.fromOpenApi(stack, 'Pets', { document: document({ ...HTTP, [member]: token(stack) }) });
    });
    expect(operationOf(template, '/pets', 'get')['x-amazon-apigateway-integration'][member]).toEqual(expected);
  });

  test('a mapping expression that is a token is parsed when it is known', () => {
    const expression = Lazy.string({ produce: () => 'context.requestId' });
    const template = synthesize((stack) => {
      RestApi.fromOpenApi(stack, 'Pets', {
        document: document({ ...HTTP, requestParameters: { 'integration.request.header.X-Request': expression } }),
      });
    });
    expect(operationOf(template, '/pets', 'get')['x-amazon-apigateway-integration'].requestParameters).toEqual({
      'integration.request.header.X-Request': 'context.requestId',
    });
  });

  test('a list and a member of a list stay in authorizers', () => {
    const template = synthesize((stack) => {
      const pool = new UserPool(stack, 'Pool');
      const scheme = (providerARNs: readonly string[]): object => ({
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs },
      });
      RestApi.fromOpenApi(stack, 'Pets', {
        document: document(HTTP, { components: { securitySchemes: { one: scheme([pool.userPoolArn]) } } }),
      });
    });
    expect(JSON.stringify(bodyOf(template).components)).toMatch(
      /"providerARNs":\[\{"Fn::GetAtt":\["Pool\w+","Arn"\]\}\]/,
    );
  });

  test('a title, a policy and a model hold tokens', () => {
    const template = synthesize((stack) => {
      const host = new CfnParameter(stack, 'Host').valueAsString;
      RestApi.fromOpenApi(stack, 'Pets', {
        document: document(HTTP, {
          info: { title: host, version: '1' },
          components: { schemas: { Pet: { type: 'object', description: host } } },
          'x-amazon-apigateway-policy': {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: '*',
                Action: 'execute-api:Invoke',
                Resource: 'execute-api:/*',
                Condition: { StringEquals: { 'aws:SourceVpce': host } },
              },
            ],
          },
        }),
      });
    });
    const body = JSON.stringify(bodyOf(template));
    expect(body.split('{"Ref":"Host"}')).toHaveLength(4);
  });

  test('a function of another stack is invoked by its reference, with a permission in the stack of the API', () => {
    const app = new App();
    const functions = new Stack(app, 'Functions');
    const apis = new Stack(app, 'Apis');
    const list = inlineFunction(functions, 'List');
    const uri = `arn:aws:apigateway:${apis.region}:lambda:path/2015-03-31/functions/${list.functionArn}/invocations`;
    RestApi.fromOpenApi(apis, 'Pets', { document: document({ type: 'aws_proxy', httpMethod: 'POST', uri }) });
    expect(resourceOf(templateOf(app, apis), 'AWS::Lambda::Permission').Properties.FunctionName).toEqual({
      'Fn::ImportValue': expect.stringMatching(/^Functions:ExportsOutputFnGetAttList/) as string,
    });
  });

  test('the local gateway runs the function that a token names', async () => {
    const stack = new Stack(new App(), 'Stack');
    const list = inlineFunction(stack, 'List', 'exports.handler = async () => ({ statusCode: 200, body: "all" })');
    const uri = Token.asString({
      'Fn::Join': [
        '',
        ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/', list.functionArn, '/invocations'],
      ],
    });
    RestApi.fromOpenApi(stack, 'Pets', { document: document({ type: 'aws_proxy', httpMethod: 'POST', uri }) });
    const gateway = await LocalGateway.fromStack(stack);
    const body = await (await gateway.fetch('/pets')).text();
    await gateway.close();
    expect(body).toBe('all');
    Annotations.fromStack(stack).hasWarning('/Stack/Pets', Match.stringLikeRegexp('GET /pets: The URI is one token'));
  });
});

function roleIn(stack: Stack): Role {
  return new Role(stack, 'Role', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
}
