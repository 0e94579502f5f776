import { isObject } from '../../support/is-object.js';
import type { LambdaAuthorizedCaller } from '../caller.js';
import { AUTHORIZER_POLICY } from '../policy/policy-kind.js';
import { compilePolicy, type Policy } from '../policy/policy.js';

/** What a Lambda authorizer answers: who calls, and what that caller may do. */
export interface AuthorizerResult {
  readonly caller: LambdaAuthorizedCaller;
  readonly policy: Policy;
}

/** A result, or what is wrong with the function's answer. */
export type ReadResult = AuthorizerResult | { readonly problem: string };

/**
 * Reads the answer of a Lambda authorizer that returns a policy.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * Assumed: a member of the context that is null counts as absent; members that API Gateway does not know are ignored.
 */
export function readAuthorizerResult(answer: unknown): ReadResult {
  if (!isObject(answer)) return { problem: `the authorizer answered ${nameOf(answer)}; expected an object` };
  const { principalId, policyDocument, context, usageIdentifierKey } = answer;
  if (typeof principalId !== 'string' || principalId === '') {
    return { problem: `principalId is ${nameOf(principalId)}; expected text` };
  }
  const compiled = compilePolicy(policyDocument, AUTHORIZER_POLICY);
  if (compiled.policy === undefined)
    return { problem: `policyDocument cannot be read: ${compiled.problems.join('; ')}` };
  const values = readContext(context);
  if (typeof values === 'string') return { problem: values };
  const caller: LambdaAuthorizedCaller = {
    kind: 'lambda',
    principalId,
    context: values,
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
  };
  return { caller, policy: compiled.policy };
}

/** Each value as text; a text is what is wrong. */
function readContext(context: unknown): Readonly<Record<string, string>> | string {
  if (context === undefined || context === null) return {};
  if (!isObject(context)) return `context is ${nameOf(context)}; expected an object`;
  const values: [string, string][] = [];
  for (const [name, value] of Object.entries(context)) {
    if (value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return `the member "${name}" of context is ${nameOf(value)}; expected text, a number or a boolean`;
    values.push([name, String(value)]);
  }
  return Object.fromEntries(values);
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
