import type { FaultResponse } from './fault-response.js';
import type { AuthorizedInvocation, Invocation, ReachedInvocation, RoutedInvocation } from './invocation.js';
import type { Caller } from '../caller.js';
import { own } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import { TemplateContext } from '../mapping/context-variables.js';
import type { ContextNames } from '../mapping/mapping-templates.js';
import { commonLogTime } from '../observe/dates.js';
import { endpointOfRequest } from './vpc-endpoints.js';

/** A member of `$context`: text, or a structure of such. */
export type ContextValue = string | null | { readonly [name: string]: ContextValue };

const UNKNOWN_IDENTITY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: null,
  user: null,
};

/** `identity`, as an event has it. */
export const IDENTITY = {
  ...UNKNOWN_IDENTITY,
  sourceIp: ({ request }: Invocation) => request.message.sourceIp,
  userAgent: ({ request }: Invocation) => findHeader(request.message.headers, 'user-agent') ?? null,
};

/** `identity` of a method that takes signed requests. */
export const SIGNED_IDENTITY = {
  ...IDENTITY,
  accountId: ({ caller }: AuthorizedInvocation) => signedIdentity(caller)?.accountId ?? null,
  caller: ({ caller }: AuthorizedInvocation) => signedIdentity(caller)?.caller ?? null,
  accessKey: ({ caller }: AuthorizedInvocation) => signedIdentity(caller)?.accessKey ?? null,
  userArn: ({ caller }: AuthorizedInvocation) => signedIdentity(caller)?.userArn ?? null,
  user: ({ caller }: AuthorizedInvocation) => signedIdentity(caller)?.user ?? null,
};

/**
 * Adds the API key to the `identity` of an event.
 *
 * Documented: there for methods that require one (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 * Assumed: as everywhere in these events the members stand as a Java map of that many keeps them.
 */
export function withApiKey(identity: typeof IDENTITY | typeof SIGNED_IDENTITY) {
  return {
    cognitoIdentityPoolId: identity.cognitoIdentityPoolId,
    cognitoIdentityId: identity.cognitoIdentityId,
    apiKey: ({ apiKey }: ReachedInvocation) => apiKey?.value ?? null,
    principalOrgId: identity.principalOrgId,
    cognitoAuthenticationType: identity.cognitoAuthenticationType,
    userArn: identity.userArn,
    apiKeyId: ({ apiKey }: ReachedInvocation) => apiKey?.apiKeyId ?? null,
    userAgent: identity.userAgent,
    accountId: identity.accountId,
    caller: identity.caller,
    sourceIp: identity.sourceIp,
    accessKey: identity.accessKey,
    cognitoAuthenticationProvider: identity.cognitoAuthenticationProvider,
    user: identity.user,
  };
}

function signedIdentity(caller: Caller | undefined): Readonly<Record<string, string>> | undefined {
  if (caller?.kind !== 'iam') return undefined;
  const { accountId, accessKeyId, arn, userId } = caller;
  return { accountId, caller: userId, accessKey: accessKeyId, userArn: arn, user: userId };
}

/**
 * `authorizer`: what an authorizer told of the caller.
 *
 * Observed: each value as text, with the principal of a Lambda authorizer; the claims of a user pool stand below `claims`.
 */
export function authorizerContext(caller: Caller | undefined): Readonly<Record<string, ContextValue>> | undefined {
  switch (caller?.kind) {
    case 'lambda':
      return { ...caller.context, principalId: caller.principalId };
    case 'cognito':
      return { claims: caller.claims };
    default:
      return undefined;
  }
}

/**
 * What `$context` and the `requestContext` of a proxy event share, in the order in which API Gateway's own map keeps its
 * keys.
 *
 * Observed: of `identity` all members are there, null where unknown.
 */
export const REQUEST_CONTEXT = {
  resourceId: ({ method }: RoutedInvocation) => method.resourceId,
  resourcePath: ({ method }: RoutedInvocation) => method.resourcePath,
  httpMethod: ({ arrival }: Invocation) => arrival.httpMethod,
  extendedRequestId: ({ arrival }: Invocation) => arrival.extendedRequestId,
  requestTime: ({ arrival }: Invocation) => commonLogTime(arrival.startMs),
  path: ({ arrival }: Invocation) => arrival.place.contextPath,
  accountId: ({ stage }: Invocation) => stage.deployment.accountId,
  protocol: ({ request }: Invocation) => request.message.httpVersion,
  stage: ({ stage }: Invocation) => stage.name,
  domainPrefix: (invocation: Invocation) => domainPrefix(invocation),
  requestTimeEpoch: ({ arrival }: Invocation) => arrival.startMs,
  requestId: ({ arrival }: Invocation) => arrival.requestId,
  identity: IDENTITY,
  domainName: ({ arrival }: Invocation) => arrival.place.domainName,
  deploymentId: ({ stage }: Invocation) => stage.deployment.id,
  apiId: ({ stage }: Invocation) => stage.deployment.apiId,
};

/**
 * `$context`, member by member. Also what `context.` names in mappings and `$context.` in gateway responses.
 *
 * Observed: these members are there in a request template.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
const MEMBERS: Readonly<Record<string, (invocation: ReachedInvocation) => ContextValue | undefined>> = {
  ...REQUEST_CONTEXT,
  resourceId: ({ method }) => method?.resourceId,
  resourcePath: ({ method }) => method?.resourcePath,
  requestTimeEpoch: ({ arrival }) => String(arrival.startMs),
  identity: (invocation) => identityOf(invocation),
  authorizer: ({ caller }) => authorizerContext(caller),
  isCanaryRequest: ({ stage }) => (stage.isCanary === undefined ? undefined : String(stage.isCanary)),
  customDomain: ({ arrival: { place } }) => place.customDomain && { ...place.customDomain },
};

const MEMBER_NAMES = Object.keys(MEMBERS);

/** The members of `$context` that are wanted, and none that has no value. */
export function contextOf(invocation: ReachedInvocation, names?: ContextNames): Readonly<Record<string, ContextValue>> {
  const context: Record<string, ContextValue> = {};
  for (const name of names ?? MEMBER_NAMES) {
    const value = own(MEMBERS, name)?.(invocation);
    if (value !== undefined) context[name] = value;
  }
  return context;
}

/** Makes the `$context` of a request's templates. */
export function makeContext(invocation: ReachedInvocation, names: ContextNames): TemplateContext {
  const context = contextOf(invocation, names);
  return names === undefined ? TemplateContext.complete(context) : TemplateContext.partial(context, names);
}

/** Reads one variable of `$context`, as text; undefined where there is none, and for a structure. */
export type ReadContextVariable = (invocation: ReachedInvocation, fault?: FaultResponse) => string | undefined;

/** Compiles a dotted path below `$context`: `identity.sourceIp`, `error.messageString`. */
export function compileContextVariable(path: string): ReadContextVariable {
  const [first = '', ...rest] = path.split('.');
  if (first === 'error')
    return (_invocation, fault) => (fault === undefined ? undefined : textAt(errorOf(fault), rest));
  const read = own(MEMBERS, first);
  return read === undefined ? () => undefined : (invocation) => textAt(read(invocation), rest);
}

function errorOf({ responseType, message, validationErrors }: FaultResponse): ContextValue {
  const messageString = message === null ? null : JSON.stringify(message);
  return { message, messageString, responseType, validationErrorString: validationErrors ?? null };
}

function textAt(root: ContextValue | undefined, path: readonly string[]): string | undefined {
  let value = root;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = own(value, name);
  }
  return typeof value === 'string' ? value : undefined;
}

/** Observed: the API's id on the default host, the first label of a custom domain. */
function domainPrefix({ stage, arrival: { place } }: Invocation): string {
  return place.customDomain === undefined ? stage.deployment.apiId : (place.domainName.split('.', 1)[0] ?? '');
}

function identityOf(invocation: ReachedInvocation): Readonly<Record<string, ContextValue>> {
  const { sourceIp, userAgent } = IDENTITY;
  const { apiKey } = invocation;
  const { clientCertificate } = invocation.arrival.place;
  const endpoint = endpointOfRequest(invocation);
  return {
    ...UNKNOWN_IDENTITY,
    ...signedIdentity(invocation.caller),
    ...(apiKey !== undefined && { apiKey: apiKey.value, apiKeyId: apiKey.apiKeyId }),
    sourceIp: sourceIp(invocation),
    userAgent: userAgent(invocation),
    ...(clientCertificate !== undefined && { clientCert: { ...clientCertificate } }),
    ...(endpoint !== undefined && { vpceId: endpoint.id }),
    ...(endpoint?.vpcId !== undefined && { vpcId: endpoint.vpcId }),
  };
}
