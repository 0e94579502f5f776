import { own } from '../../support/own.js';
import { isObject } from '../../support/is-object.js';
import type { Caller } from '../caller.js';
import { findHeader } from '../header-lines.js';
import { commonLogTime } from '../observe/dates.js';
import type { ReachedInvocation } from './invocation.js';

/** Reads one variable of `$context`, as a string; undefined where there is none, and for a structure. */
export type ReadContextVariable = (invocation: ReachedInvocation) => string | undefined;

/** A member of `$context`: a string, or a structure of such. */
export type ContextValue = string | { readonly [name: string]: ContextValue };

/**
 * `authorizer`: what an authorizer told of the caller, each value as a string.
 *
 * Documented: it stays with every later event of the connection; docs/aws/websocket-api.md section 5.
 */
export function authorizerContext(caller: Caller): Readonly<Record<string, string>> | undefined {
  return caller.kind === 'lambda' ? { ...caller.context, principalId: caller.principalId } : undefined;
}

/**
 * `$context`, member by member.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
const MEMBERS: Readonly<Record<string, (invocation: ReachedInvocation) => ContextValue | undefined>> = {
  apiId: ({ stage }) => stage.deployment.apiId,
  authorizer: ({ caller }) => caller && authorizerContext(caller),
  connectedAt: ({ connection }) => String(connection.connectedAtMs),
  connectionId: ({ connection }) => connection.id,
  domainName: ({ connection }) => connection.place.domainName,
  eventType: ({ arrival }) => arrival.event.type,
  extendedRequestId: ({ arrival }) => arrival.requestId,
  identity: identityOf,
  messageDirection: () => 'IN',
  messageId: ({ arrival: { event } }) => (event.type === 'MESSAGE' ? event.messageId : undefined),
  requestId: ({ arrival }) => arrival.requestId,
  requestTime: ({ arrival }) => commonLogTime(arrival.startMs),
  requestTimeEpoch: ({ arrival }) => String(arrival.startMs),
  routeKey: ({ route }) => route?.routeKey,
  stage: ({ stage }) => stage.name,
  disconnectStatusCode: ({ arrival: { event } }) =>
    event.type === 'DISCONNECT' ? String(event.statusCode) : undefined,
  disconnectReason: ({ arrival: { event } }) => (event.type === 'DISCONNECT' ? event.reason : undefined),
};

const MEMBER_NAMES = Object.keys(MEMBERS);

/** Which members of `$context` some templates can name; `undefined`: any. */
export type ContextNames = ReadonlySet<string> | undefined;

/** The requested members of `$context`; members without a value are omitted. */
export function contextOf(invocation: ReachedInvocation, names?: ContextNames): Readonly<Record<string, ContextValue>> {
  const context: Record<string, ContextValue> = {};
  for (const name of names ?? MEMBER_NAMES) {
    const value = own(MEMBERS, name)?.(invocation);
    if (value !== undefined) context[name] = value;
  }
  return context;
}

/** Compiles a dotted path below `$context`: `connectionId`, `identity.sourceIp`. */
export function compileContextVariable(path: string): ReadContextVariable {
  const [first = '', ...rest] = path.split('.');
  const read = own(MEMBERS, first);
  return read === undefined ? () => undefined : (invocation) => stringAt(read(invocation), rest);
}

function stringAt(root: ContextValue | undefined, path: readonly string[]): string | undefined {
  let value = root;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = own(value, name);
  }
  return typeof value === 'string' ? value : undefined;
}

function identityOf({ connection, caller, apiKey }: ReachedInvocation): Readonly<Record<string, string>> {
  const { message } = connection.handshake;
  const userAgent = findHeader(message.headers, 'user-agent');
  return {
    sourceIp: message.sourceIp,
    ...(userAgent !== undefined && { userAgent }),
    ...(apiKey !== undefined && { apiKey: apiKey.value, apiKeyId: apiKey.apiKeyId }),
    ...(caller?.kind === 'iam' && {
      accessKey: caller.accessKeyId,
      accountId: caller.accountId,
      caller: caller.userId,
      user: caller.userId,
      userArn: caller.arn,
    }),
  };
}
