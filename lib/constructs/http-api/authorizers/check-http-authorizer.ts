import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { className } from '../../rest/authorizers/foreign-authorizer.js';
import type { BoundHttpAuthorizer, IHttpAuthorizer } from './http-authorizer.js';

/** Our class for each authorizer that is not for HTTP APIs, or not ours. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  HttpJwtAuthorizer: 'new JwtAuthorizer({ issuer, audience })',
  HttpUserPoolAuthorizer: 'new UserPoolAuthorizer({ userPool, userPoolClients })',
  HttpIamAuthorizer: 'Authorizer.IAM',
  HttpNoneAuthorizer: 'Authorizer.NONE',
  CognitoAuthorizer: 'new UserPoolAuthorizer({ userPool, userPoolClients })',
  TokenAuthorizer: 'new HttpLambdaAuthorizer(handler)',
  RequestAuthorizer: 'new HttpLambdaAuthorizer(handler)',
};

const ANY_EQUIVALENT = 'an authorizer of Sluice for HTTP APIs, such as new HttpLambdaAuthorizer(handler)';

/**
 * Refuses authorizers of aws-cdk-lib before they make constructs, where the compiler could not: in JavaScript, or behind a
 * cast.
 *
 * @throws {SluiceError} `authorizer-of-another-kind`
 */
export function checkHttpAuthorizer(authorizer: IHttpAuthorizer, apiPath: string): void {
  const given: unknown = authorizer;
  // Those of aws-apigatewayv2 have the type of a route's authorization as a member.
  const isForeign = !isObject(given) || typeof given.bind !== 'function' || isAwsAuthorizer(given);
  if (isForeign) throw anotherKind(given, apiPath);
}

/**
 * Refuses an authorizer of REST APIs.
 *
 * @throws {SluiceError} `authorizer-of-another-kind`
 */
export function checkBoundAuthorizer(authorizer: IHttpAuthorizer, bound: BoundHttpAuthorizer, apiPath: string): void {
  const { authorizationType } = bound;
  const isPlain = authorizationType === 'NONE' || authorizationType === 'AWS_IAM';
  const isKnown = isPlain
    ? !('authorizer' in bound)
    : (authorizationType === 'CUSTOM' && isLambda(bound.authorizer)) ||
      (authorizationType === 'JWT' && isObject(bound.authorizer) && bound.authorizer.type === 'JWT');
  if (!isKnown) throw anotherKind(authorizer, apiPath);
}

function isLambda(authorizer: unknown): boolean {
  return isObject(authorizer) && authorizer.type === 'REQUEST' && authorizer.payloadFormatVersion !== undefined;
}

function isAwsAuthorizer(given: object): boolean {
  return /^Http\w+Authorizer$/.test(className(given)) && Object.hasOwn(EQUIVALENTS, className(given));
}

function anotherKind(given: unknown, apiPath: string): SluiceError {
  const name = isObject(given) ? className(given) : String(given);
  const hint = Object.hasOwn(EQUIVALENTS, name) ? EQUIVALENTS[name] : undefined;
  return new SluiceError(
    'authorizer-of-another-kind',
    `Cannot use ${name} as an authorizer of ${apiPath}: it is not an authorizer for HTTP APIs`,
    { hint: `Use ${hint ?? ANY_EQUIVALENT}` },
  );
}
