import { describe, expect, test } from 'vitest';
import { readAuthorizerResult } from '../../../lib/runtime/authorizers/authorizer-result.js';

const policyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
};
const RESULT = { principalId: 'ann', policyDocument };

describe('readAuthorizerResult()', () => {
  test('reads who calls, with each value of the context as text', () => {
    const context = { tenant: 'a', level: 3, ratio: 0.5, isAdmin: true, nothing: null };
    expect(readAuthorizerResult({ ...RESULT, context, usageIdentifierKey: 'key' })).toMatchObject({
      caller: {
        kind: 'lambda',
        principalId: 'ann',
        context: { tenant: 'a', level: '3', ratio: '0.5', isAdmin: 'true' },
        usageIdentifierKey: 'key',
      },
    });
  });

  test.each([
    [null, 'the authorizer answered null; expected an object'],
    [undefined, 'the authorizer answered missing; expected an object'],
    ['Allow', 'the authorizer answered "Allow"; expected an object'],
    [[RESULT], 'the authorizer answered a list; expected an object'],
    [{ policyDocument }, 'principalId is missing; expected text'],
    [{ ...RESULT, principalId: '' }, 'principalId is ""; expected text'],
    [{ ...RESULT, principalId: 7 }, 'principalId is 7; expected text'],
    [{ principalId: 'ann' }, 'policyDocument cannot be read'],
    [{ ...RESULT, policyDocument: { Statement: [{ Effect: 'Alow' }] } }, 'policyDocument cannot be read'],
    [{ ...RESULT, context: 'x' }, 'context is "x"; expected an object'],
    [{ ...RESULT, context: { a: [1] } }, 'the member "a" of context is a list; expected text, a number or a boolean'],
    [{ ...RESULT, context: { a: {} } }, 'the member "a" of context is an object; expected text, a number or a boolean'],
  ])('refuses %j: %s', (answer, problem) => {
    expect(readAuthorizerResult(answer)).toEqual({ problem: expect.stringContaining(problem) as unknown });
  });
});
