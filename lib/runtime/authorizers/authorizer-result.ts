import { isObject } from '../../support/is-object.js';
import type { ContextCaller, LambdaAuthorizedCaller } from '../caller.js';
import { AUTHORIZER_POLICY } from '../policy/policy-kind.js';
import { compilePolicy, type Policy } from '../policy/policy.js';

/** What a Lambda authorizer answers: who calls, and what that caller may do. */
export interface AuthorizerResult {
  readonly caller: LambdaAuthorizedCaller | ContextCaller;
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
  const read = readPolicyAnswer(answer);
  if ('problem' in read) return read;
  const { principalId, policy, answer: members } = read;
  const values = readContext(members.context);
  if (typeof values === 'string') return { problem: values };
  const { usageIdentifierKey } = members;
  const caller: LambdaAuthorizedCaller = {
    kind: 'lambda',
    principalId,
    context: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
  };
  return { caller, policy };
}

/** The principal and the policy of an answer, whose other members are still to be read. */
interface PolicyAnswer {
  readonly principalId: string;
  readonly policy: Policy;
  readonly answer: Readonly<Record<string, unknown>>;
}

export function readPolicyAnswer(answer: unknown): PolicyAnswer | { readonly problem: string } {
  if (!isObject(answer)) return { problem: `the authorizer returned ${nameOf(answer)}; expected an object` };
  const { principalId, policyDocument } = answer;
  if (typeof principalId !== 'string' || principalId === '') {
    return { problem: `principalId is ${nameOf(principalId)}; expected a string` };
  }
  const { policy, problems } = compilePolicy(policyDocument, AUTHORIZER_POLICY);
  if (policy === undefined) return { problem: `policyDocument cannot be read: ${problems.join('; ')}` };
  return { principalId, policy, answer };
}

/** A context of texts, numbers and booleans; a text is what is wrong. */
export function readContext(context: unknown): Readonly<Record<string, string | number | boolean>> | string {
  if (context === undefined || context === null) return {};
  if (!isObject(context)) return `context is ${nameOf(context)}; expected an object`;
  const values: [string, string | number | boolean][] = [];
  for (const [name, value] of Object.entries(context)) {
    if (value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return `the member "${name}" of context is ${nameOf(value)}; expected a string, a number or a boolean`;
    values.push([name, value]);
  }
  return Object.fromEntries(values);
}

export function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
