import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { className } from '../../rest/authorizers/foreign-authorizer.js';
import type { BoundWebSocketAuthorizer, IWebSocketAuthorizer } from './websocket-authorizer.js';

const LAMBDA = 'new WebSocketLambdaAuthorizer(handler)';

/** Our class for each authorizer that is not for WebSocket APIs, or not ours. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  WebSocketIamAuthorizer: 'Authorizer.IAM',
  HttpIamAuthorizer: 'Authorizer.IAM',
  HttpNoneAuthorizer: 'Authorizer.NONE',
  RequestAuthorizer: LAMBDA,
  TokenAuthorizer: LAMBDA,
  HttpLambdaAuthorizer: LAMBDA,
};

const ANY_EQUIVALENT = `Authorizer.IAM or ${LAMBDA}`;

/**
 * Refuses what is no authorizer, and authorizers of aws-cdk-lib before they make constructs, where the compiler could not:
 * in JavaScript, or behind a cast.
 *
 * @throws {SluiceError} `authorizer-of-another-kind`
 */
export function checkWebSocketAuthorizer(authorizer: IWebSocketAuthorizer, apiPath: string): void {
  const given: unknown = authorizer;
  if (!isObject(given) || typeof given.bind !== 'function' || isForeign(given)) throw anotherKind(given, apiPath);
}

/**
 * Refuses an authorizer of REST or HTTP APIs.
 *
 * @throws {SluiceError} `authorizer-of-another-kind`
 */
export function checkBoundWebSocketAuthorizer(
  authorizer: IWebSocketAuthorizer,
  bound: BoundWebSocketAuthorizer,
  apiPath: string,
): void {
  const given: unknown = bound;
  if (!isObject(given)) throw anotherKind(authorizer, apiPath);
  const { authorizationType } = given;
  const isPlain = (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') && !('authorizer' in given);
  const isLambda = authorizationType === 'CUSTOM' && isWebSocketLambda(given.authorizer);
  if (!isPlain && !isLambda) throw anotherKind(authorizer, apiPath);
}

/** Authorizers of HTTP APIs have a payload format, those of REST APIs a time to keep results. */
function isWebSocketLambda(authorizer: unknown): boolean {
  if (!isObject(authorizer) || authorizer.type !== 'REQUEST' || !Array.isArray(authorizer.identitySource)) return false;
  return !('payloadFormatVersion' in authorizer) && !('resultTtlSeconds' in authorizer);
}

/** The class of aws-cdk-lib that has the name of ours has an id. */
function isForeign(given: object): boolean {
  const isAws = className(given) === 'WebSocketLambdaAuthorizer' && 'id' in given;
  return isAws || Object.hasOwn(EQUIVALENTS, className(given));
}

function anotherKind(given: unknown, apiPath: string): SluiceError {
  const name = isObject(given) ? className(given) : String(given);
  const hint = Object.hasOwn(EQUIVALENTS, name) ? EQUIVALENTS[name] : undefined;
  return new SluiceError(
    'authorizer-of-another-kind',
    `Cannot use ${name} as an authorizer of ${apiPath}: it is not an authorizer for WebSocket APIs`,
    { hint: `Use ${hint ?? ANY_EQUIVALENT}` },
  );
}
