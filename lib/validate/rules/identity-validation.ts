import { diagnostic, walkMethods, type Authorizer, type Diagnostic } from '../../model/index.js';
import { compileRegex } from '../../support/java/regex/index.js';
import { defineRule } from '../rule.js';

/**
 * Validation expressions of authorizers that no token matches.
 *
 * Documented: access tokens have no audience, so an expression for it refuses all of them,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 * Assumed: an expression that does not compile matches nothing.
 */
export const identityValidation = defineRule({
  codes: ['invalid-value'],
  protocols: ['REST'],
  summary: 'No token matches the validation expression of an authorizer',
  fix: 'Correct the expression, or remove it where methods require scopes',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html',
  check: (api) => {
    const authorizers = (api.authorizers ?? []).filter(validates);
    if (authorizers.length === 0) return [];
    const found: Diagnostic[] = [];
    for (const { name, identityValidationExpression: expression } of authorizers) {
      const problem = expression === undefined ? undefined : regexProblem(expression);
      if (problem === undefined) continue;
      const message = `The validation expression does not compile, so no token matches it: ${problem}`;
      const place = { element: `authorizer ${name}`, property: 'identityValidationExpression' };
      found.push(diagnostic('invalid-value', place, message, 'warning'));
    }
    walkMethods(api, ({ authorization }, _path, place) => {
      if (authorization?.type !== 'COGNITO_USER_POOLS' || (authorization.scopes ?? []).length === 0) return;
      if (!authorizers.some(({ type, name }) => type === 'COGNITO_USER_POOLS' && name === authorization.authorizer))
        return;
      const message = `The method has scopes, which require an access token; access tokens have no audience, so the validation expression of the authorizer "${authorization.authorizer}" refuses all of them`;
      found.push(diagnostic('invalid-value', { ...place, property: 'authorization' }, message, 'warning'));
    });
    return found;
  },
});

function validates({ identityValidationExpression: expression }: Authorizer): boolean {
  return expression !== undefined && expression !== '';
}

function regexProblem(expression: string): string | undefined {
  try {
    compileRegex(expression);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
