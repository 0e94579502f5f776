import { own } from '../../support/own.js';
import { isObject } from '../../support/is-object.js';
import { findHeader } from '../header-lines.js';
import { commonLogTime } from '../observe/dates.js';
import { domainPrefix } from './domain-prefix.js';
import { authorizerV1 } from './event-authorizer.js';
import type { ReachedInvocation } from './invocation.js';

/** Reads one variable of `$context`, as a string; undefined where there is none, and for a structure. */
export type ReadContextVariable = (invocation: ReachedInvocation) => string | undefined;

/**
 * Compiles a dotted path below `$context`: `requestId`, `authorizer.claims.sub`, `identity.sourceIp`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function compileContextVariable(path: string): ReadContextVariable {
  const [first = '', ...rest] = path.split('.');
  const read = own(MEMBERS, first);
  return read === undefined ? () => undefined : (invocation) => stringAt(read(invocation), rest);
}

const MEMBERS: Readonly<Record<string, (invocation: ReachedInvocation) => unknown>> = {
  accountId: ({ stage }) => stage.deployment.accountId,
  apiId: ({ stage }) => stage.deployment.apiId,
  authorizer: ({ caller }) => caller && authorizerV1(caller),
  customDomain: ({ arrival }) => arrival.place.customDomain,
  domainName: ({ arrival }) => arrival.place.domainName,
  domainPrefix,
  extendedRequestId: ({ arrival }) => arrival.requestId,
  httpMethod: ({ arrival }) => arrival.httpMethod,
  identity: identityOf,
  path: ({ arrival }) => arrival.place.contextPath,
  protocol: ({ request }) => request.message.httpVersion,
  requestId: ({ arrival }) => arrival.requestId,
  requestTime: ({ arrival }) => commonLogTime(arrival.startMs),
  requestTimeEpoch: ({ arrival }) => arrival.startMs,
  routeKey: ({ route }) => route?.routeKey,
  stage: ({ stage }) => stage.name,
};

function identityOf({ request, caller, arrival }: ReachedInvocation): Readonly<Record<string, unknown>> {
  return {
    sourceIp: request.message.sourceIp,
    userAgent: findHeader(request.message.headers, 'user-agent'),
    clientCert: arrival.place.clientCertificate,
    ...(caller?.kind === 'iam' && {
      accessKey: caller.accessKeyId,
      accountId: caller.accountId,
      caller: caller.userId,
      user: caller.userId,
      userArn: caller.arn,
    }),
  };
}

/** Documented: numbers and booleans of an authorizer keep their type; docs/aws/context-variables.md section 3. */
function stringAt(root: unknown, path: readonly string[]): string | undefined {
  let value = root;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = own(value, name);
  }
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}
