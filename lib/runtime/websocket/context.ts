import { own } from '../../support/own.js';
import { isObject } from '../../support/is-object.js';
import { JavaMap, type JavaValue } from '../../support/java/collections.js';
import { integerOf } from '../../support/java/numbers.js';
import type { Caller } from '../caller.js';
import { findHeader } from '../header-lines.js';
import { TemplateContext } from '../mapping/context-variables.js';
import type { ContextNames } from '../mapping/mapping-templates.js';
import { commonLogTime } from '../observe/dates.js';
import type { ReachedInvocation } from './invocation.js';

/** Reads one variable of `$context`, as a string; undefined where there is none, and for a structure. */
export type ReadContextVariable = (invocation: ReachedInvocation) => string | undefined;

/** A member of `$context`: a string or a number, or a structure of such. */
export type ContextValue = string | number | null | Readonly<Record<string, string | null>>;

/**
 * `authorizer`: what an authorizer told of the caller, each value as a string.
 *
 * Documented: it stays with every later event of the connection; docs/aws/websocket-api.md section 5.
 */
export function authorizerContext(caller: Caller): Readonly<Record<string, string>> | undefined {
  return caller.kind === 'lambda' ? { ...caller.context, principalId: caller.principalId } : undefined;
}

/**
 * `$context`, member by member, in the order in which API Gateway's own map keeps its keys.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 * Observed: what an event does not have is null, but for `authorizer`, which is absent; docs/aws/websocket-api.md section 11.
 * Assumed: what is a number in events is one here, as templates of AWS's samples count with it.
 */
const MEMBERS: Readonly<Record<string, (invocation: ReachedInvocation) => ContextValue | undefined>> = {
  routeKey: ({ route }) => route?.routeKey,
  authorizer: ({ caller }) => caller && authorizerContext(caller),
  disconnectStatusCode: ({ arrival: { event } }) => (event.type === 'DISCONNECT' ? event.statusCode : null),
  messageId: ({ arrival: { event } }) => (event.type === 'MESSAGE' ? event.messageId : null),
  eventType: ({ arrival }) => arrival.event.type,
  extendedRequestId: ({ arrival }) => arrival.requestId,
  requestTime: ({ arrival }) => commonLogTime(arrival.startMs),
  messageDirection: () => 'IN',
  disconnectReason: ({ arrival: { event } }) => (event.type === 'DISCONNECT' ? event.reason : null),
  stage: ({ stage }) => stage.name,
  connectedAt: ({ connection }) => connection.connectedAtMs,
  requestTimeEpoch: ({ arrival }) => arrival.startMs,
  identity: identityOf,
  requestId: ({ arrival }) => arrival.requestId,
  domainName: ({ connection }) => connection.place.host,
  connectionId: ({ connection }) => connection.id,
  apiId: ({ stage }) => stage.deployment.apiId,
};

const MEMBER_NAMES = Object.keys(MEMBERS);

/**
 * Makes the `$context` of an event's templates.
 *
 * Observed: it has no overrides, and a map in it prints its entries; docs/aws/websocket-api.md section 11.
 */
export function makeContext(invocation: ReachedInvocation, names: ContextNames): TemplateContext {
  const entries = new Map<JavaValue, JavaValue>();
  for (const name of names ?? MEMBER_NAMES) {
    const value = own(MEMBERS, name)?.(invocation);
    if (value !== undefined) entries.set(name, toJava(value));
  }
  return TemplateContext.of(new JavaMap(entries));
}

function toJava(value: ContextValue): JavaValue {
  if (typeof value === 'number') return integerOf(BigInt(value));
  return isObject(value) ? JavaMap.of(value) : value;
}

/** Compiles a dotted path below `$context`: `connectionId`, `identity.sourceIp`. */
export function compileContextVariable(path: string): ReadContextVariable {
  const [first = '', ...rest] = path.split('.');
  const read = own(MEMBERS, first);
  return read === undefined ? () => undefined : (invocation) => stringAt(read(invocation), rest);
}

function stringAt(root: ContextValue | undefined, path: readonly string[]): string | undefined {
  let value: unknown = root;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = own(value, name);
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** `identity`: who calls, as far as the handshake, its signature and an API key say. */
export function identityOf({ connection, caller, apiKey }: ReachedInvocation): Readonly<Record<string, string | null>> {
  const { message } = connection.handshake;
  const signer = caller?.kind === 'iam' ? caller : undefined;
  return {
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    ...(apiKey !== undefined && { apiKey: apiKey.value }),
    principalOrgId: null,
    cognitoAuthenticationType: null,
    userArn: signer?.arn ?? null,
    ...(apiKey !== undefined && { apiKeyId: apiKey.apiKeyId }),
    userAgent: findHeader(message.headers, 'user-agent') ?? null,
    accountId: signer?.accountId ?? null,
    caller: signer?.userId ?? null,
    sourceIp: message.sourceIp,
    accessKey: signer?.accessKeyId ?? null,
    cognitoAuthenticationProvider: null,
    user: signer?.userId ?? null,
  };
}

/** `identity` of an event for a function: the members that have a value. */
export function knownIdentity(invocation: ReachedInvocation): Readonly<Record<string, string>> {
  const { connection, caller, apiKey } = invocation;
  if (caller?.kind !== 'iam' && apiKey === undefined) {
    // Of most messages, for which a table is filtered in vain (bench scenario websocket-inline).
    const { sourceIp, headers } = connection.handshake.message;
    const userAgent = findHeader(headers, 'user-agent');
    return userAgent === undefined ? { sourceIp } : { userAgent, sourceIp };
  }
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(identityOf(invocation))) if (value !== null) known[name] = value;
  return known;
}
