import { MOCK, type Api } from '../documents.js';
import { gateway } from '../gateway.js';
import { get, RAW, requests } from '../requests.js';
import type { Scenario } from '../scenario.js';

/** An authorizer that lets everyone in. */
const GUARD = `exports.handler = async () => ({
  principalId: 'bench',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:*:*:*/*/GET/pets/*' }],
  },
});`;

const KEY = 'a-key-of-twenty-characters';
const UNREACHED = { RateLimit: 1_000_000, BurstLimit: 1_000_000 };
const LIMITS = { ThrottlingRateLimit: 1_000_000, ThrottlingBurstLimit: 1_000_000 };

/** A key with a throttle and a quota that no bench reaches. */
const PLAN = {
  Plan: {
    Type: 'AWS::ApiGateway::UsagePlan',
    Properties: {
      ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' } }],
      Throttle: UNREACHED,
      Quota: { Limit: 1_000_000_000, Period: 'MONTH' },
    },
  },
  Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Value: KEY } },
  PlanKey: {
    Type: 'AWS::ApiGateway::UsagePlanKey',
    Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } },
  },
};

const WITH_KEY: Partial<Api> = {
  resources: PLAN,
  stage: { MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', ...LIMITS }] },
};

/** The same request for every subject, so that no header is parsed for one of them only. */
const REQUEST = get('/prod/pets/7').replace('\r\n\r\n', `\r\nx-api-key: ${KEY}\r\nAuthorization: token\r\n\r\n`);

const OPEN = requests(gateway({ operation: MOCK }), REQUEST);

export const authorizerCached: Scenario = {
  name: 'authorizer-cached',
  sentence: 'Added by a Lambda authorizer whose result is cached',
  subject: requests(gateway({ operation: { ...MOCK, security: [{ guard: [] }] }, handler: GUARD }), REQUEST),
  without: OPEN,
  floor: RAW,
  goal: 0.3,
  limit: 0.6,
};

export const keyAndQuota: Scenario = {
  name: 'key-and-quota',
  sentence: 'Added by an API key with throttle and quota',
  subject: requests(gateway({ operation: { ...MOCK, security: [{ key: [] }] }, ...WITH_KEY }), REQUEST),
  without: OPEN,
  floor: RAW,
  goal: 0.25,
  limit: 0.4,
};

export const everything: Scenario = {
  name: 'gatekeeper',
  sentence: 'Respond behind authorizer, key, throttle, quota, validation and metrics',
  subject: requests(
    gateway({
      operation: { ...MOCK, security: [{ guard: [], key: [] }], 'x-amazon-apigateway-request-validator': 'all' },
      handler: GUARD,
      resources: PLAN,
      stage: { MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', MetricsEnabled: true, ...LIMITS }] },
    }),
    REQUEST,
  ),
  floor: RAW,
  // Of the raw server's throughput at least 0.30, and 0.20.
  goal: 3.3,
  limit: 5,
};
