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
    [null, 'the authorizer returned null; expected an object'],
    [undefined, 'the authorizer returned missing; expected an object'],
    ['Allow', 'the authorizer returned "Allow"; expected an object'],
    [[RESULT], 'the authorizer returned a list; expected an object'],
    [{ policyDocument }, 'principalId is missing; expected a string'],
    [{ ...RESULT, principalId: '' }, 'principalId is ""; expected a string'],
    [{ ...RESULT, principalId: 7 }, 'principalId is 7; expected a string'],
    [{ principalId: 'ann' }, 'policyDocument cannot be read'],
    [{ ...RESULT, policyDocument: { Statement: [{ Effect: 'Alow' }] } }, 'policyDocument cannot be read'],
    [{ ...RESULT, context: 'x' }, 'context is "x"; expected an object'],
    [
      { ...RESULT, context: { a: [1] } },
      'the member "a" of context is a list; expected a string, a number or a boolean',
    ],
    [
      { ...RESULT, context: { a: {} } },
      'the member "a" of context is an object; expected a string, a number or a boolean',
    ],
  ])('refuses %j: %s', (answer, problem) => {
    expect(readAuthorizerResult(answer)).toEqual({ problem: expect.stringContaining(problem) as unknown });
  });
});
