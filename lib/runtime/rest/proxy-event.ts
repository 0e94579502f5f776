import type { ProxyEvent, ProxyRequestContext, RequestAuthorizerEvent } from '../../formats/lambda-event.js';
import { own, setOwn } from '../../support/own.js';
import type { MethodAuthorization } from '../../model/method.js';
import { EventTemplate, LastOfEach, type EventShape } from '../event-template.js';
import { authorizerContext, IDENTITY, REQUEST_CONTEXT, SIGNED_IDENTITY, withApiKey } from './context.js';
import { methodArn } from './access-request.js';
import type { AuthorizedInvocation, RoutedInvocation } from './invocation.js';
import { sendsBinary } from '../request/media-type.js';

/**
 * What functions are told of a request.
 *
 * Observed: every key is there; what is empty is null; the path stays percent-encoded, query values are decoded; names of
 * headers are the client's but for a few.
 */
const REQUEST_MEMBERS = {
  resource: ({ method }) => method.resourcePath,
  path: ({ arrival }) => arrival.place.eventPath,
  httpMethod: ({ arrival }) => arrival.httpMethod,
  headers: new LastOfEach('multiValueHeaders'),
  multiValueHeaders: ({ request }) => allOfEach(request.headers),
  queryStringParameters: new LastOfEach('multiValueQueryStringParameters'),
  multiValueQueryStringParameters: ({ request }) => allOfEach(request.query),
  pathParameters: ({ pathParameters }) => copyOf(pathParameters),
  stageVariables: ({ stage }) => copyOf(stage.variables),
  requestContext: REQUEST_CONTEXT,
} satisfies EventShape<Omit<RequestAuthorizerEvent, 'type' | 'methodArn'>, RoutedInvocation>;

/** Observed: a body of one of the API's binary media types is base64. */
const BODY_MEMBERS = {
  body: (invocation) => {
    const { request } = invocation;
    if (request.body.length === 0) return null;
    return isBinary(invocation) ? request.body.toString('base64') : request.bodyText;
  },
  isBase64Encoded: (invocation) => invocation.request.body.length > 0 && isBinary(invocation),
} satisfies EventShape<Pick<ProxyEvent, 'body' | 'isBase64Encoded'>, AuthorizedInvocation>;

function isBinary({ request, stage }: AuthorizedInvocation): boolean {
  return sendsBinary(stage.deployment.binaryMediaTypes, request.contentType);
}

/** Null where there is nothing, here and below. */
function allOfEach(lines: readonly (readonly [name: string, value: string])[]): Record<string, string[]> | null {
  if (lines.length === 0) return null;
  const all: Record<string, string[]> = {};
  for (const [name, value] of lines) {
    const known = own(all, name);
    if (known === undefined) setOwn(all, name, [value]);
    else known.push(value);
  }
  return all;
}

function copyOf(record: Readonly<Record<string, string>>): Record<string, string> | null {
  for (const _name in record) return { ...record };
  return null;
}

type ContextShape = EventShape<ProxyRequestContext, AuthorizedInvocation>;

const { resourceId, ...AFTER_RESOURCE_ID } = REQUEST_CONTEXT;

const AUTHORIZED_CONTEXT: ContextShape = {
  resourceId,
  authorizer: ({ caller }) => authorizerContext(caller) ?? {},
  ...AFTER_RESOURCE_ID,
};

/**
 * The event of a REQUEST authorizer.
 *
 * Documented: the request without its body (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html).
 * Assumed: otherwise as a proxy event, with lists of values, and a path without the stage.
 */
export const AUTHORIZER_EVENT = new EventTemplate<RequestAuthorizerEvent, RoutedInvocation>({
  type: 'REQUEST',
  methodArn,
  ...REQUEST_MEMBERS,
});

type ProxyEvents = Readonly<Record<MethodAuthorization['type'], EventTemplate<ProxyEvent, AuthorizedInvocation>>>;

/**
 * The events of Lambda proxy integrations, by what they find out of a caller; `authorizer` is there where the method has one.
 */
export const PROXY_EVENTS: ProxyEvents = {
  NONE: eventWith(REQUEST_CONTEXT),
  AWS_IAM: eventWith({ ...REQUEST_CONTEXT, identity: SIGNED_IDENTITY }),
  CUSTOM: eventWith(AUTHORIZED_CONTEXT),
  COGNITO_USER_POOLS: eventWith(AUTHORIZED_CONTEXT),
};

/** The same for methods that require an API key. */
export const KEYED_PROXY_EVENTS: ProxyEvents = {
  NONE: eventWith({ ...REQUEST_CONTEXT, identity: withApiKey(IDENTITY) }),
  AWS_IAM: eventWith({ ...REQUEST_CONTEXT, identity: withApiKey(SIGNED_IDENTITY) }),
  CUSTOM: eventWith({ ...AUTHORIZED_CONTEXT, identity: withApiKey(IDENTITY) }),
  COGNITO_USER_POOLS: eventWith({ ...AUTHORIZED_CONTEXT, identity: withApiKey(IDENTITY) }),
};

function eventWith(requestContext: ContextShape): EventTemplate<ProxyEvent, AuthorizedInvocation> {
  return new EventTemplate({ ...REQUEST_MEMBERS, requestContext, ...BODY_MEMBERS });
}
