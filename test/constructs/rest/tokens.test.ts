import { App, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  AccessLogFormat,
  CognitoAuthorizer,
  DocumentationVersion,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  Model,
  RestApi,
  UsagePlan,
  Value,
  type RestApiProps,
} from '../../../lib/index.js';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { inlineFunction, templateOf } from '../synthesize.js';

type Build = (stack: Stack, token: string) => void;

const ok = new MockIntegration({ responses: [{ statusCode: 200 }] });

function api(stack: Stack, props: RestApiProps = {}): RestApi {
  const made = new RestApi(stack, 'Pets', props);
  made.get('/', ok);
  return made;
}

/** Places where a string may be a token. */
const PLACES: readonly (readonly [place: string, build: Build])[] = [
  ['the name of an API', (stack, token) => api(stack, { restApiName: token })],
  ['the description of an API', (stack, token) => api(stack, { description: token })],
  ['the documentation of an API', (stack, token) => api(stack, { docs: token })],
  ['a tag of an API', (stack, token) => api(stack, { tags: { team: token } })],
  ['a stage variable', (stack, token) => api(stack).addStage('dev', { variables: { backend: token } })],
  ['the description of a stage', (stack, token) => api(stack).addStage('dev', { description: token })],
  [
    'the format of an access log',
    (stack, token) =>
      api(stack).addStage('dev', {
        accessLog: {
          logGroup: new LogGroup(stack, 'Log'),
          format: AccessLogFormat.custom(`$context.requestId ${token}`),
        },
      }),
  ],
  ['the URL of a backend', (stack, token) => api(stack).get('/pets', new HttpIntegration(`https://${token}/pets`))],
  [
    'a mapped parameter',
    (stack, token) =>
      api(stack).get(
        '/pets',
        new HttpIntegration('https://pets.example.com', {
          requestParameters: { 'integration.request.header.X-Token': `'${token}'` },
        }),
      ),
  ],
  [
    'a mapping template',
    (stack, token) =>
      api(stack).get(
        '/pets',
        new MockIntegration({
          responses: [{ statusCode: 200, responseTemplates: { 'application/json': `{"token":"${token}"}` } }],
        }),
      ),
  ],
  [
    'a selection pattern',
    (stack, token) =>
      api(stack).get(
        '/pets',
        new LambdaIntegration(inlineFunction(stack, 'List'), {
          proxy: false,
          responses: [
            { statusCode: 200 },
            {
              statusCode: 400,
              responseParameters: { 'method.response.header.X': `'${token}'` },
              selectionPattern: 'Bad.*',
            },
          ],
        }),
      ),
  ],
  [
    'the description of a model',
    (stack, token) => api(stack).addModel(new Model({ name: 'Pet', description: token, schema: {} })),
  ],
  [
    'a schema',
    (stack, token) => api(stack).addModel(new Model({ name: 'Pet', schema: { type: 'object', title: token } })),
  ],
  ['a description of a method', (stack, token) => api(stack).get('/pets', ok, { description: token })],
  [
    'a header of a gateway response',
    (stack, token) => api(stack).addGatewayResponse('ACCESS_DENIED', { headers: { 'X-Token': token } }),
  ],
  [
    'a body of a gateway response',
    (stack, token) =>
      api(stack).addGatewayResponse('ACCESS_DENIED', {
        headers: { 'X-Id': Value.context('requestId') },
        responseTemplates: { 'application/json': `{"token":"${token}"}` },
      }),
  ],
  [
    'a scope',
    (stack, token) =>
      api(stack).get('/pets', ok, {
        authorizer: new CognitoAuthorizer({ userPools: [new UserPool(stack, 'Pool')] }),
        scopes: [token],
      }),
  ],
  [
    'the name of a plan and of a key',
    (stack, token) => {
      const plan = new UsagePlan(stack, 'Plan', {
        usagePlanName: token,
        stages: [{ stage: api(stack).addStage('dev') }],
      });
      plan.addApiKey('Key', { apiKeyName: token });
    },
  ],
  [
    'a version of the documentation',
    (stack, token) =>
      new DocumentationVersion(stack, 'Version', {
        restApi: api(stack),
        documentationVersion: '1',
        description: token,
      }),
  ],
  ['an origin of CORS', (stack, token) => api(stack, { cors: { allowOrigins: [`https://${token}`] } })],
  [
    'an allowed header of CORS',
    (stack, token) => api(stack, { cors: { allowOrigins: ['https://a.example.com'], allowHeaders: [token] } }),
  ],
];

describe('a token', () => {
  test.each(PLACES)('of a parameter stays in %s', (_place, build) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const parameter = new CfnParameter(stack, 'Parameter');
    build(stack, parameter.valueAsString);
    const template = templateOf(app, stack);
    const text = JSON.stringify(template.Resources);
    expect(text).toMatch(/"Ref":"Parameter"|\$\{Parameter\}/);
    expect(text).not.toContain('Token[');
  });

  test.each(PLACES)('that is resolved late stays in %s', (_place, build) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    build(stack, Lazy.string({ produce: () => 'late-value' }));
    const text = JSON.stringify(templateOf(app, stack).Resources);
    expect(text).toContain('late-value');
    expect(text).not.toContain('Token[');
  });
});
