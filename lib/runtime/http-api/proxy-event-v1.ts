import type { IdentityV1, ProxyEventV1, RequestContextV1 } from '../../formats/lambda-event-v1.js';
import { own, setOwn } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import { commonLogTime } from '../observe/dates.js';
import { domainPrefix } from './domain-prefix.js';
import { authorizerV1 } from './event-authorizer.js';
import { eventBody } from './event-body.js';
import { decodePath, pathWithStage } from './event-path.js';
import type { AuthorizedInvocation } from './invocation.js';

/**
 * The event of a Lambda integration in payload format 1.0.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Observed: docs/aws/http-api.md sections 3 and 14.
 */
export function proxyEventV1(invocation: AuthorizedInvocation): ProxyEventV1 {
  const { request, route, stage, arrival, pathParameters } = invocation;
  const headers = allOfEach(request.headers);
  const query = allOfEach(request.query);
  const { body = null, isBase64Encoded } = eventBody(request);
  return {
    version: '1.0',
    resource: route.path,
    path: eventPath(invocation),
    httpMethod: arrival.httpMethod,
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(lastOfEach(query)),
    multiValueQueryStringParameters: orNull(query),
    requestContext: requestContextV1(invocation),
    pathParameters: orNull({ ...pathParameters }),
    stageVariables: orNull({ ...stage.variables }),
    body,
    isBase64Encoded,
  };
}

function requestContextV1(invocation: AuthorizedInvocation): RequestContextV1 {
  const { stage, arrival, request, route, caller } = invocation;
  const { accountId, apiId } = stage.deployment;
  return {
    accountId,
    apiId,
    authorizer: authorizerV1(caller),
    domainName: arrival.place.domainName,
    domainPrefix: domainPrefix(invocation),
    extendedRequestId: arrival.requestId,
    httpMethod: arrival.httpMethod,
    identity: identityV1(invocation),
    path: decodePath(pathWithStage(stage.name, arrival.place)),
    protocol: request.message.httpVersion,
    requestId: arrival.requestId,
    requestTime: commonLogTime(arrival.startMs),
    requestTimeEpoch: arrival.startMs,
    resourceId: route.routeKey,
    resourcePath: route.path,
    stage: stage.name,
  };
}

/** Observed: the user agent of a request without one is an empty string. */
function identityV1({ request: { message }, caller, arrival: { place } }: AuthorizedInvocation): IdentityV1 {
  const signer = caller.kind === 'iam' ? caller : undefined;
  return {
    accessKey: signer?.accessKeyId ?? null,
    accountId: signer?.accountId ?? null,
    caller: signer?.userId ?? null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: message.sourceIp,
    user: signer?.userId ?? null,
    userAgent: findHeader(message.headers, 'user-agent') ?? '',
    userArn: signer?.arn ?? null,
    ...(place.clientCertificate !== undefined && { clientCert: place.clientCertificate }),
  };
}

/**
 * Observed: as sent. Reported by users: with the stage (https://github.com/jeremydaly/lambda-api/issues/136).
 * Documented: with the path of an API mapping (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html).
 * Assumed: without the stage there.
 */
function eventPath({ stage, arrival: { place, overwrittenPath } }: AuthorizedInvocation): string {
  if (overwrittenPath !== undefined) return overwrittenPath;
  return place.customDomain === undefined ? pathWithStage(stage.name, place) : place.eventPath;
}

function allOfEach(lines: readonly (readonly [name: string, value: string])[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [name, value] of lines) {
    const known = own(all, name);
    if (known === undefined) setOwn(all, name, [value]);
    else known.push(value);
  }
  return all;
}

function lastOfEach(all: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const last: Record<string, string> = {};
  for (const [name, values] of Object.entries(all)) setOwn(last, name, values.at(-1) ?? '');
  return last;
}

/** Null for a table without members. */
function orNull<T extends object>(table: T): T | null {
  return Object.keys(table).length === 0 ? null : table;
}
