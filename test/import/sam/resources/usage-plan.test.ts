import { describe, expect, test } from 'vitest';

import { expand, restApi } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const DefinitionBody = { swagger: '2.0', paths: {} };

function api(UsagePlan: JsonMap, attributes: JsonMap = {}): JsonMap {
  return restApi({ DefinitionBody, Auth: { UsagePlan } }, attributes);
}

describe('Auth.UsagePlan', () => {
  test('PER_API makes a plan, a key and their bond for each API', () => {
    const { get } = expand({ Api: api({ CreateUsagePlan: 'PER_API', Quota: { Limit: 5 }, UsagePlanName: 'n' }) });
    expect(get('ApiUsagePlan')).toEqual({
      Type: 'AWS::ApiGateway::UsagePlan',
      DependsOn: ['Api'],
      Properties: {
        ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'ApiprodStage' } }],
        Quota: { Limit: 5 },
        UsagePlanName: 'n',
      },
    });
    expect(get('ApiApiKey')).toEqual({
      Type: 'AWS::ApiGateway::ApiKey',
      DependsOn: ['ApiUsagePlan'],
      Properties: { Enabled: true, StageKeys: [{ RestApiId: { Ref: 'Api' }, StageName: { Ref: 'ApiprodStage' } }] },
    });
    expect(get('ApiUsagePlanKey')).toEqual({
      Type: 'AWS::ApiGateway::UsagePlanKey',
      DependsOn: ['ApiApiKey'],
      Properties: { KeyId: { Ref: 'ApiApiKey' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'ApiUsagePlan' } },
    });
  });

  test('SHARED makes one plan for all APIs that take part', () => {
    const { get, ids, template } = expand(
      {
        A: api(
          { CreateUsagePlan: 'SHARED' },
          { Condition: 'C', DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' },
        ),
        B: api(
          { CreateUsagePlan: 'SHARED' },
          { Condition: 'D', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Snapshot' },
        ),
        Without: api({ CreateUsagePlan: 'NONE' }),
      },
      { Conditions: { C: true, D: true } },
    );
    expect(ids('AWS::ApiGateway::UsagePlan')).toEqual(['ServerlessUsagePlan']);
    expect(get('ServerlessUsagePlan')).toEqual({
      Type: 'AWS::ApiGateway::UsagePlan',
      DependsOn: ['A', 'B'],
      Condition: 'SharedUsagePlanCondition',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Snapshot',
      Properties: {
        ApiStages: ['A', 'B'].map((id) => ({ ApiId: { Ref: id }, Stage: { Ref: `${id}prodStage` } })),
      },
    });
    expect(template.Conditions).toHaveProperty('SharedUsagePlanCondition', {
      'Fn::Or': [{ Condition: 'C' }, { Condition: 'D' }],
    });
  });

  test('SHARED has no condition where one of the APIs has none', () => {
    const { get, template } = expand(
      { A: api({ CreateUsagePlan: 'SHARED' }, { Condition: 'C' }), B: api({ CreateUsagePlan: 'SHARED' }) },
      { Conditions: { C: true } },
    );
    expect(get('ServerlessUsagePlan').Condition).toBeUndefined();
    expect(template.Conditions).toEqual({ C: true });
  });

  test.each<JsonMap>([{}, { CreateUsagePlan: 'ALL' }, { CreateUsagePlan: 'NONE', Limit: 5 }])(
    '%j is refused',
    (plan) => {
      expect(expand({ Api: api(plan) }).diagnostics).toMatchObject([
        { code: 'invalid-value', place: { element: 'Api', property: 'Auth.UsagePlan' } },
      ]);
    },
  );
});
