import { createHmac } from 'node:crypto';
import { sign } from 'aws4';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  MockIntegration,
  Period,
  RestApi,
  TokenAuthorizer,
  type MethodOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineFunction, synthesize } from '../constructs/synthesize.js';
import { WrittenFiles } from '../support/behaviour.js';
import { startCommand, type RunningCommand } from '../support/command-line.js';
import { encodePart, signedToken, testKey } from '../support/tokens.js';

const POOL_ARN = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Users';
const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users';
const KEY = 'a-key-of-twenty-characters';
const GUARD = `exports.handler = async () => ({
  principalId: 'ana',
  policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }] },
});`;

const RESOURCE_POLICY = [
  { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
  { Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*/GET/denied' },
];

const INTEGRATION = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200' } },
};

function operation(rest: object = {}): object {
  return { get: { responses: { 200: {} }, 'x-amazon-apigateway-integration': INTEGRATION, ...rest } };
}

/** @param authorizer undefined for IAM, which needs none */
function scheme(authType: string, authorizer?: object): object {
  return {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': authType,
    ...(authorizer !== undefined && { 'x-amazon-apigateway-authorizer': authorizer }),
  };
}

/** @param guard the ARN of the authorizer's function */
function definition(guard: string): object {
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${guard}/invocations`;
  const authorizerUri = guard.includes('${') ? { 'Fn::Sub': uri } : uri;
  return {
    openapi: '3.0.1',
    info: { title: 'Refusals', version: '1' },
    'x-amazon-apigateway-policy': { Version: '2012-10-17', Statement: RESOURCE_POLICY },
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestParameters: true, validateRequestBody: true },
    },
    paths: {
      '/keyed': operation({ security: [{ key: [] }] }),
      '/parameter': operation({
        parameters: [{ name: 'limit', in: 'query', required: true, schema: { type: 'string' } }],
        'x-amazon-apigateway-request-validator': 'all',
      }),
      '/denied': operation(),
      '/throttled': operation(),
      '/iam': operation({ security: [{ sigv4: [] }] }),
      '/guarded': operation({ security: [{ guard: [] }] }),
      '/users': operation({ security: [{ pool: [] }] }),
    },
    components: {
      securitySchemes: {
        key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        sigv4: scheme('awsSigv4'),
        guard: scheme('custom', { type: 'token', authorizerUri }),
        pool: scheme('cognito_user_pools', { type: 'cognito_user_pools', providerARNs: [POOL_ARN] }),
      },
    },
  };
}

const PLAN = { quota: { limit: 1, period: 'DAY' } };
const NO_THROTTLE = { throttlingBurstLimit: 0, throttlingRateLimit: 0 };

function samTemplate(): object {
  const planKey = { UsagePlanId: { Ref: 'Plan' }, KeyId: { Ref: 'Key' }, KeyType: 'API_KEY' };
  return {
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Guard: {
        Type: 'AWS::Serverless::Function',
        Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', InlineCode: GUARD },
      },
      Api: {
        Type: 'AWS::Serverless::Api',
        Properties: {
          StageName: 'dev',
          DefinitionBody: definition('${Guard.Arn}'),
          MethodSettings: [
            { ResourcePath: '/throttled', HttpMethod: 'GET', ThrottlingBurstLimit: 0, ThrottlingRateLimit: 0 },
          ],
        },
      },
      Plan: {
        Type: 'AWS::ApiGateway::UsagePlan',
        Properties: {
          ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'dev' }],
          Quota: { Limit: 1, Period: 'DAY' },
        },
      },
      Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Value: KEY } },
      PlanKey: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: planKey },
    },
  };
}

function cdkTemplate(): object {
  return synthesize((stack) => {
    const api = new RestApi(stack, 'Api', {
      cloudWatchRole: false,
      policy: new PolicyDocument({
        statements: RESOURCE_POLICY.map(
          ({ Effect: effect, Action, Resource }) =>
            new PolicyStatement({
              effect: effect === 'Deny' ? Effect.DENY : Effect.ALLOW,
              principals: [new AnyPrincipal()],
              actions: [Action],
              resources: [Resource],
            }),
        ),
      }),
      deployOptions: { stageName: 'dev', methodOptions: { '/throttled/GET': NO_THROTTLE } },
    });
    const guard = new TokenAuthorizer(stack, 'TokenAuthorizer', { handler: inlineFunction(stack, 'Guard', GUARD) });
    const pool = new CognitoUserPoolsAuthorizer(stack, 'PoolAuthorizer', {
      cognitoUserPools: [UserPool.fromUserPoolArn(stack, 'Pool', POOL_ARN)],
    });
    const requestValidator = api.addRequestValidator('All', { validateRequestParameters: true });
    const methods: Readonly<Record<string, MethodOptions>> = {
      keyed: { apiKeyRequired: true },
      parameter: { requestParameters: { 'method.request.querystring.limit': true }, requestValidator },
      denied: {},
      throttled: {},
      iam: { authorizationType: AuthorizationType.IAM },
      guarded: { authorizer: guard },
      users: { authorizer: pool },
    };
    const integration = new MockIntegration({
      requestTemplates: INTEGRATION.requestTemplates,
      integrationResponses: [{ statusCode: '200' }],
    });
    for (const [path, options] of Object.entries(methods))
      api.root
        .addResource(path)
        .addMethod('GET', integration, { methodResponses: [{ statusCode: '200' }], ...options });
    const plan = api.addUsagePlan('Plan', { quota: { limit: 1, period: Period.DAY } });
    plan.addApiStage({ stage: api.deploymentStage });
    plan.addApiKey(api.addApiKey('Key', { value: KEY }));
  });
}

const own = testKey('key-1');
const foreign = testKey('key-1');
const HEADER = { kid: 'key-1', alg: 'RS256' };
const NOW = Math.floor(Date.now() / 1_000);
const CLAIMS = { iss: ISSUER, sub: 'ana', aud: 'web', token_use: 'id', auth_time: NOW, iat: NOW, exp: NOW + 3_600 };
const UNSIGNED = `${encodePart({ ...HEADER, alg: 'none' })}.${encodePart(CLAIMS)}.`;
const CONFUSED_BODY = `${encodePart({ ...HEADER, alg: 'HS256' })}.${encodePart(CLAIMS)}`;
const CONFUSED = `${CONFUSED_BODY}.${createHmac('sha256', own.publicPem).update(CONFUSED_BODY).digest('base64url')}`;

type Headers = Readonly<Record<string, string>>;

function signedFor(url: string): Headers {
  const { host, pathname: path } = new URL(url);
  const signed = sign(
    { service: 'execute-api', region: 'us-east-1', host, path },
    { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'secret' },
  );
  return Object.fromEntries(
    Object.entries(signed.headers ?? {}).flatMap(([name, value]) =>
      name === 'Host' || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

const token = (Authorization: string) => (): Headers => ({ Authorization });
const nothing = (): Headers => ({});

const PROBES: readonly (readonly [
  what: string,
  path: string,
  headers: (url: string) => Headers,
  statuses: readonly number[],
])[] = [
  ['no key', '/keyed', nothing, [403]],
  ['a key past a quota of 1', '/keyed', () => ({ 'x-api-key': KEY }), [200, 429, 429]],
  ['no parameter', '/parameter', nothing, [400]],
  ['a Deny of the resource policy', '/denied', nothing, [403]],
  ['a throttle of 0 and 0', '/throttled', nothing, [429]],
  ['no signature', '/iam', nothing, [403]],
  ['an unknown access key', '/iam', signedFor, [403]],
  ['no token for a function', '/guarded', nothing, [401]],
  ['an authorizer that allows *', '/guarded', token('ana'), [200]],
  ['an unknown path', '/unknown', nothing, [403]],
  ['no token of the pool', '/users', nothing, [401]],
  ['a token of the pool', '/users', token(signedToken(HEADER, CLAIMS, own)), [200]],
  ['an expired token', '/users', token(signedToken(HEADER, { ...CLAIMS, exp: NOW - 1 }, own)), [401]],
  ['a foreign token', '/users', token(signedToken(HEADER, CLAIMS, foreign)), [401]],
  ['a token of alg none', '/users', token(UNSIGNED), [401]],
  ['a token signed with the public key', '/users', token(CONFUSED), [401]],
];

const issuers = { [ISSUER]: 'keys.json' };
const SOURCES: readonly (readonly [kind: string, source: () => object, configuration: object])[] = [
  ['a SAM template', samTemplate, { issuers }],
  ['a vanilla CDK template', cdkTemplate, { issuers }],
  [
    'an OpenAPI document',
    () => definition('arn:aws:lambda:us-east-1:000000000000:function:guard'),
    {
      issuers,
      lambdas: { guard: 'guard.js' },
      stages: { dev: { methodSettings: { '/throttled/GET': NO_THROTTLE } } },
      usagePlans: [{ id: 'plan', apiStages: [{ apiId: 'Refusals', stage: 'dev' }], ...PLAN }],
      apiKeys: [{ name: 'key', value: KEY, usagePlanIds: ['plan'] }],
    },
  ],
];

describe.each(SOURCES)('%s refuses as API Gateway does:', (_kind, source, configuration) => {
  const files = new WrittenFiles();
  let command: RunningCommand | undefined;
  let url = '';
  beforeAll(async () => {
    files.json('keys.json', { keys: [own.jwk] });
    files.json('sluice.json', configuration);
    files.text('guard.js', GUARD);
    files.json('api.json', source());
    const options = ['--port', '0', '--lambda-isolation', 'inline', '--json'];
    command = startCommand(['serve', 'api.json', ...options], { cwd: files.folder });
    ({ url } = JSON.parse(await command.firstLine) as { url: string });
  });
  afterAll(async () => {
    command?.interrupt();
    await command?.done;
    files.remove();
  });

  test.each(PROBES)('%s', async (_what, path, headers, statuses) => {
    const found: number[] = [];
    while (found.length < statuses.length) {
      const response = await fetch(url + path, { headers: headers(url + path) });
      await response.arrayBuffer();
      found.push(response.status);
    }
    expect(found).toEqual(statuses);
  });
});
