import type { ProxyEventV2, RequestContextV2 } from '../../formats/lambda-event-v2.js';
import { own, setOwn } from '../../support/own.js';
import { findHeader } from '../header-lines.js';
import { commonLogTime } from '../observe/dates.js';
import { domainPrefix } from './domain-prefix.js';
import { authorizerV2 } from './event-authorizer.js';
import { eventBody } from './event-body.js';
import { decodePath, integrationPath } from './event-path.js';
import type { AuthorizedInvocation } from './invocation.js';

/**
 * The event of a Lambda integration in payload format 2.0.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * Observed: docs/aws/http-api.md sections 2, 3, 12 and 13.
 */
export function proxyEventV2(invocation: AuthorizedInvocation): ProxyEventV2 {
  const { request, route, stage, pathParameters } = invocation;
  const { headers, cookies } = splitCookies(request.headers);
  const path = decodePath(integrationPath(invocation));
  const query: Record<string, string> = {};
  for (const [name, value] of request.query) join(query, name, value, ',');
  const { body, isBase64Encoded } = eventBody(request);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: request.queryString,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(hasMembers(query) && { queryStringParameters: query }),
    requestContext: requestContextV2(invocation, path),
    ...(body !== undefined && { body }),
    ...(hasMembers(pathParameters) && { pathParameters: { ...pathParameters } }),
    isBase64Encoded,
    ...(hasMembers(stage.variables) && { stageVariables: { ...stage.variables } }),
  };
}

/**
 * The request context of payload format 2.0.
 *
 * Observed: the user agent of a request without one is an empty string.
 * Assumed: `authentication` and `authorizer` are absent without a value.
 */
function requestContextV2(invocation: AuthorizedInvocation, path: string): RequestContextV2 {
  const { stage, arrival, request, route, caller } = invocation;
  const { accountId, apiId } = stage.deployment;
  const { domainName, clientCertificate } = arrival.place;
  const { httpVersion, sourceIp, headers } = request.message;
  const authorizer = authorizerV2(caller);
  return {
    accountId,
    apiId,
    ...(clientCertificate !== undefined && { authentication: { clientCert: clientCertificate } }),
    ...(authorizer !== undefined && { authorizer }),
    domainName,
    domainPrefix: domainPrefix(invocation),
    http: {
      method: arrival.httpMethod,
      path,
      protocol: httpVersion,
      sourceIp,
      userAgent: findHeader(headers, 'user-agent') ?? '',
    },
    requestId: arrival.requestId,
    routeKey: route.routeKey,
    stage: stage.name,
    time: commonLogTime(arrival.startMs),
    timeEpoch: arrival.startMs,
  };
}

type Lines = readonly (readonly [name: string, value: string])[];

/** Documented: names in lower case, repeats joined; cookies leave the headers. */
function splitCookies(lines: Lines): {
  readonly headers: Record<string, string>;
  readonly cookies: readonly string[];
} {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    if (lower === 'cookie') cookies.push(...value.split('; '));
    else join(headers, lower, value, ', ');
  }
  return { headers, cookies };
}

function join(all: Record<string, string>, name: string, value: string, separator: string): void {
  const before = own(all, name);
  setOwn(all, name, before === undefined ? value : before + separator + value);
}

function hasMembers(table: Readonly<Record<string, string>>): boolean {
  for (const _name in table) return true;
  return false;
}
