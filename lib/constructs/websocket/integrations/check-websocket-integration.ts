import { isObject } from '../../../support/is-object.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { className } from '../../rest/authorizers/foreign-authorizer.js';
import type { IWebSocketIntegration } from './websocket-integration.js';

const LAMBDA = 'new WebSocketLambda(handler)';
const URL = "new WebSocketHttpProxy('https://example.com')";
const SERVICE = 'new WebSocketAwsService({ … })';
const MOCK = 'new WebSocketMock({ … })';

/** Our class for each integration that is not for WebSocket APIs, or not ours. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  LambdaIntegration: LAMBDA,
  HttpLambdaIntegration: LAMBDA,
  WebSocketLambdaIntegration: LAMBDA,
  HttpIntegration: URL,
  HttpUrlIntegration: URL,
  HttpAlbIntegration: URL,
  HttpNlbIntegration: URL,
  HttpServiceDiscoveryIntegration: URL,
  AwsServiceIntegration: SERVICE,
  WebSocketAwsIntegration: SERVICE,
  MockIntegration: MOCK,
  WebSocketMockIntegration: MOCK,
};

const TYPES: readonly unknown[] = ['MOCK', 'HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY'];

/** Members of integrations that only REST or HTTP APIs have. */
const OF_OTHERS = ['payloadFormatVersion', 'serverNameToVerify', 'responseTransferMode', 'cacheNamespace'];

/**
 * Refuses what is no integration, and integrations of REST and HTTP APIs and of aws-cdk-lib before they make constructs.
 * The compiler does too; this is for plain JavaScript and for casts.
 *
 * @throws {SluiceError} `integration-of-another-kind`
 */
export function checkWebSocketIntegration(integration: IWebSocketIntegration, routeKey: string, api: string): void {
  const given: unknown = integration;
  if (!isObject(given) || typeof given.bind !== 'function' || Object.hasOwn(EQUIVALENTS, className(given))) {
    throw anotherKind(given, routeKey, api);
  }
}

/**
 * The same of integrations that have no class of their own.
 *
 * @throws {SluiceError} `integration-of-another-kind`
 */
export function checkBoundWebSocketIntegration(
  integration: IWebSocketIntegration,
  bound: unknown,
  routeKey: string,
  api: string,
): void {
  const isKnown =
    isObject(bound) && TYPES.includes(bound.type) && !OF_OTHERS.some((name) => name in bound) && hasOwnResponses(bound);
  if (!isKnown) throw anotherKind(integration, routeKey, api);
}

/** Responses are chosen by keys, those of REST APIs by statuses. */
function hasOwnResponses({ responses = [] }: { readonly responses?: unknown }): boolean {
  return (
    Array.isArray(responses) &&
    responses.every((response) => isObject(response) && 'integrationResponseKey' in response)
  );
}

function anotherKind(given: unknown, routeKey: string, api: string): SluiceError {
  const name = isObject(given) ? className(given) : String(given);
  const equivalent = Object.hasOwn(EQUIVALENTS, name) ? EQUIVALENTS[name] : undefined;
  return new SluiceError(
    'integration-of-another-kind',
    `The integration of ${routeKey} is not one for WebSocket APIs: found ${name}`,
    { place: api, hint: `Use ${equivalent ?? `an integration for WebSocket APIs, such as ${LAMBDA}`}` },
  );
}
