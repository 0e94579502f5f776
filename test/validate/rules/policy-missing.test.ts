import { describe, expect, test } from 'vitest';
import { API, findings, finds } from '../findings.js';

const FINDING =
  'warning policy-missing Pets: The API is private and has no resource policy: API Gateway refuses every call with 403; give it a policy, or serve it to anyone: --lenient=resource-policy';

describe('policy-missing', () => {
  finds([
    ['a private API without a policy', { ...API, endpoint: { type: 'PRIVATE' } }, [FINDING]],
    [
      'an API with VPC endpoints and an empty policy',
      { ...API, endpoint: { vpcEndpointIds: ['vpce-1'] }, policy: {} },
      [FINDING],
    ],
    ['none of a private API with a policy', { ...API, endpoint: { type: 'PRIVATE' }, policy: { Statement: [] } }, []],
    ['none of a regional API', { ...API, endpoint: { type: 'REGIONAL' } }, []],
  ]);

  test('finds none of an API whose definition could not be read whole', () => {
    const api = { ...API, endpoint: { type: 'PRIVATE' } } as const;
    expect(findings(api, { unread: new Set([api.id]) })).toEqual([]);
  });
});
