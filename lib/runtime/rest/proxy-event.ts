import type {
  ProxyEvent,
  ProxyIdentity,
  ProxyRequestContext,
  RequestAuthorizerEvent,
} from '../../formats/lambda-event.js';
import { own, setOwn } from '../../support/own.js';
import type { MethodAuthorization } from '../../model/method.js';
import { EventTemplate, LastOfEach, type EventParts, type EventShape } from '../event-template.js';
import { authorizerContext, IDENTITY, REQUEST_CONTEXT, SIGNED_IDENTITY, withApiKey } from './context.js';
import { methodArn } from './access-request.js';
import { sendsBinary } from '../request/media-type.js';
import type { AuthorizedInvocation, Invocation, RoutedInvocation } from './invocation.js';

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

type ContextShape<Input> = EventShape<ProxyRequestContext, Input> & {
  readonly identity: EventShape<ProxyIdentity, Input>;
};

/**
 * An event that tells of the client's certificate where the request came by mutual TLS, and is silent about it elsewhere.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
class CertifiedEvent<Event extends object, Input extends Invocation> {
  private readonly plain: EventTemplate<Event, Input>;
  private readonly certified: EventTemplate<Event, Input>;

  constructor(context: ContextShape<Input>, eventWith: (context: ContextShape<Input>) => EventShape<Event, Input>) {
    const identity: ContextShape<Input>['identity'] = {
      ...(context.identity as object),
      clientCert: ({ arrival }: Input) => arrival.place.clientCertificate,
    };
    this.plain = new EventTemplate(eventWith(context));
    this.certified = new EventTemplate(eventWith({ ...context, identity }));
  }

  eventOf(invocation: Input): EventParts {
    const isCertified = invocation.arrival.place.clientCertificate !== undefined;
    return (isCertified ? this.certified : this.plain).eventOf(invocation);
  }
}

const { resourceId, ...AFTER_RESOURCE_ID } = REQUEST_CONTEXT;

const AUTHORIZED_CONTEXT: ContextShape<AuthorizedInvocation> = {
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
export const AUTHORIZER_EVENT = new CertifiedEvent<RequestAuthorizerEvent, RoutedInvocation>(
  REQUEST_CONTEXT,
  (requestContext) => ({ type: 'REQUEST', methodArn, ...REQUEST_MEMBERS, requestContext }),
);

type ProxyEvents = Readonly<Record<MethodAuthorization['type'], CertifiedEvent<ProxyEvent, AuthorizedInvocation>>>;

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

function eventWith(
  requestContext: ContextShape<AuthorizedInvocation>,
): CertifiedEvent<ProxyEvent, AuthorizedInvocation> {
  return new CertifiedEvent(requestContext, (context) => ({
    ...REQUEST_MEMBERS,
    requestContext: context,
    ...BODY_MEMBERS,
  }));
}
