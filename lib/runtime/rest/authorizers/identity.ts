import type { RequestAuthorizer, TokenAuthorizer } from '../../../model/authorizer.js';
import { compileRegex, type JavaRegex } from '../../../support/java/regex/index.js';
import { requireIdentity } from '../../authorizers/identity-source.js';
import { GatewayFault } from '../../fault.js';
import type { NotSimulated } from '../../not-simulated.js';
import { compileIdentitySource } from '../identity-source.js';
import type { RoutedInvocation } from '../invocation.js';

interface Refusing {
  /** Hears of what cannot be read. */
  readonly refuse: (finding: NotSimulated) => void;
}

/**
 * The token of a TOKEN authorizer: the whole value of its header.
 *
 * Documented: without one, or with one that the validation expression does not match as a whole, the function is not asked
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html).
 */
export function compileToken(
  { name, identitySource, identityValidationExpression }: TokenAuthorizer,
  { refuse }: Refusing,
): (invocation: RoutedInvocation) => string {
  const read = compileIdentitySource(identitySource, refuse);
  const isValid = compileValidation(name, identityValidationExpression, refuse);
  return (invocation) => {
    const token = read(invocation);
    if (token === undefined || token === '') throw unauthorized('the token is missing');
    if (!isValid(token)) throw unauthorized('the token does not match the validation expression');
    return token;
  };
}

/**
 * What a REQUEST authorizer tells callers apart by: all of its sources, none of which may be missing or empty. Undefined
 * for one that names no sources.
 */
export function compileIdentity(
  { identitySource }: RequestAuthorizer,
  { refuse }: Refusing,
): (invocation: RoutedInvocation) => string | undefined {
  const sources = identitySource.map((source) => compileIdentitySource(source, refuse));
  if (sources.length === 0) return () => undefined;
  return (invocation) => JSON.stringify(requireIdentity(sources, invocation));
}

/**
 * Compiles a validation expression, which is Java's.
 *
 * Assumed: an expression that takes too long does not match.
 */
export function compileValidation(
  name: string,
  expression: string | undefined,
  refuse: (finding: NotSimulated) => void,
): (token: string) => boolean {
  if (expression === undefined || expression === '') return () => true;
  let regex: JavaRegex;
  try {
    regex = compileRegex(expression);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    refuse({ feature: 'authorizer', detail: `the validation expression of "${name}" (${why})`, optional: true });
    return () => false;
  }
  return (token) => {
    try {
      return regex.matches(token);
    } catch {
      return false;
    }
  };
}

function unauthorized(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'unauthorized', problem, lacksIdentity: true });
}
