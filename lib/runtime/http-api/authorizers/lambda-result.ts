import { isObject } from '../../../support/is-object.js';
import { nameOf, readContext, readPolicyAnswer, type ReadResult } from '../../authorizers/authorizer-result.js';
import type { Decision, Policy } from '../../policy/policy.js';

/**
 * Reads a simple response: whether the caller may call, and what the authorizer says of it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * Reported by users: anything but a boolean is a failure; docs/aws/http-api.md section 12.
 */
export function readSimpleResult(answer: unknown): ReadResult {
  if (!isObject(answer)) return { problem: `the authorizer returned ${nameOf(answer)}; expected an object` };
  const { isAuthorized } = answer;
  if (typeof isAuthorized !== 'boolean')
    return { problem: `isAuthorized is ${nameOf(isAuthorized)}; expected a boolean` };
  const context = readAnyContext(answer.context);
  if (typeof context === 'string') return { problem: context };
  return { caller: { kind: 'context', principalId: undefined, context }, policy: isAuthorized ? ALLOW : DENY };
}

const ALLOW = always('allow');
const DENY = always('deny');

function always(decision: Decision): Policy {
  return { conditionKeys: new Set(), decide: () => decision };
}

/**
 * Reads a response with a policy.
 *
 * Documented: on the same page; lists and maps may stand in the context of payload format 2.0.
 * Assumed: values keep their types in events of both formats.
 */
export function readPolicyResult(answer: unknown, version: '1.0' | '2.0'): ReadResult {
  const read = readPolicyAnswer(answer);
  if ('problem' in read) return read;
  const { principalId, policy } = read;
  const context = version === '1.0' ? readContext(read.answer.context) : readAnyContext(read.answer.context);
  return typeof context === 'string'
    ? { problem: context }
    : { caller: { kind: 'context', principalId, context }, policy };
}

/** A text is what is wrong. */
function readAnyContext(context: unknown): Readonly<Record<string, unknown>> | string {
  if (context === undefined || context === null) return {};
  return isObject(context) ? context : `context is ${nameOf(context)}; expected an object`;
}
