import { describe, expect, test } from 'vitest';
import { intrinsic, joinValues, reference, type RestApi } from '../../../lib/model/index.js';
import { API, findings, httpRoute } from '../findings.js';

describe('deploy-time-value', () => {
  test('notes what the deployment depends on and the fingerprint cannot see, once each', () => {
    const value = joinValues([
      'https://',
      reference('Host'),
      intrinsic('Fn::Select', [0, intrinsic('Fn::ImportValue', 'A')]),
      reference('Orders', 'Arn'),
    ]);
    const api: RestApi = {
      ...API,
      name: value,
      description: value,
      resources: [{ path: '/', methods: [{ httpMethod: 'GET', operationName: '{{resolve:ssm:/a:1}}' }] }],
      stages: [{ name: 'prod', variables: { a: intrinsic('Fn::ImportValue', 'B') } }],
    };
    const because = 'changes: a change of it alone makes no new deployment';
    expect(findings(api, { parameters: new Set(['Host']) })).toEqual([
      `info deploy-time-value the deployment: Cannot tell when \${Host} ${because}`,
      `info deploy-time-value the deployment: Cannot tell when \${Fn::ImportValue} ${because}`,
      `info deploy-time-value the deployment: Cannot tell when {{resolve:ssm:/a:1}} ${because}`,
    ]);
  });

  test.each([
    [true, []],
    [
      false,
      [
        'info deploy-time-value the deployment: Cannot tell when ${Fn::ImportValue} changes: a change of it alone makes no new deployment',
      ],
    ],
  ])('notes them of an HTTP API whose stage deploys by itself: %s', (autoDeploy, expected) => {
    const api = httpRoute({
      integration: { type: 'AWS_PROXY', uri: intrinsic('Fn::ImportValue', 'A'), payloadFormatVersion: '2.0' },
    });
    expect(findings({ ...api, stages: [{ name: '$default', autoDeploy }] })).toEqual(expected);
  });
});
