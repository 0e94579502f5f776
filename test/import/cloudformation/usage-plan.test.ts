import { expect, test } from 'vitest';
import { readTemplate } from '../../../lib/import/cloudformation/template.js';

test("a usage plan's throttles are those of methods, and what names none is reported", () => {
  const Throttle = { '//GET': { RateLimit: 1, BurstLimit: 2 }, '/pets': { RateLimit: 3 } };
  const { collection, diagnostics } = readTemplate({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
      Plan: {
        Type: 'AWS::ApiGateway::UsagePlan',
        Properties: { ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'prod', Throttle }] },
      },
    },
  });
  expect(collection.usagePlans[0]?.apiStages[0]?.methodThrottles).toEqual([
    { path: '/', httpMethod: 'GET', throttle: { ratePerSecond: 1, burst: 2 } },
  ]);
  expect(diagnostics).toMatchObject([
    {
      code: 'invalid-value',
      place: { element: 'Plan', property: 'ApiStages[0].Throttle./pets' },
      message: '"/pets" is not a method; expected a path and a verb: /pets/GET',
    },
  ]);
});

test.each([
  [{ 'Fn::ImportValue': 'plan' }, 'info'],
  [undefined, 'error'],
])('the usage plan %j of a key is not in the source: %s', (UsagePlanId, severity) => {
  const { diagnostics } = readTemplate({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
      Key: {
        Type: 'AWS::ApiGateway::UsagePlanKey',
        Properties: { KeyId: 'k', ...(UsagePlanId !== undefined && { UsagePlanId }) },
      },
    },
  });
  expect(diagnostics).toMatchObject([{ severity, place: { element: 'Key', property: 'UsagePlanId' } }]);
});
