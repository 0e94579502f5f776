import type { ProxyEventV2, RequestContextV2 } from '../../formats/lambda-event-v2.js';
import { own, setOwn } from '../../support/own.js';
import { commonLogTime } from '../observe/dates.js';
import { findHeader } from '../header-lines.js';
import type { AuthorizedInvocation } from './invocation.js';

/**
 * The event of a Lambda integration in payload format 2.0.
 *
 * Observed: docs/aws/http-api.md sections 2, 3, 12 and 13.
 */
export function proxyEventV2(invocation: AuthorizedInvocation): ProxyEventV2 {
  const { request, route, stage, pathParameters } = invocation;
  const { headers, cookies } = splitCookies(request.headers);
  const path = eventPath(invocation);
  const query = joined(request.query, ',');
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: request.queryString,
    ...(cookies.length > 0 && { cookies }),
    headers: { ...joined(headers, ', '), ...(request.body.length === 0 && { 'content-length': '0' }) },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: requestContextV2(invocation, path),
    ...bodyOf(request.body, request.contentType),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    isBase64Encoded: request.body.length > 0 && !isText(request.contentType),
    ...(Object.keys(stage.variables).length > 0 && { stageVariables: stage.variables }),
  };
}

export function requestContextV2(invocation: AuthorizedInvocation, path: string): RequestContextV2 {
  const { stage, arrival, request, route } = invocation;
  const { deployment } = stage;
  const { place } = arrival;
  return {
    accountId: deployment.accountId,
    apiId: deployment.apiId,
    domainName: place.domainName,
    domainPrefix: place.customDomain === undefined ? deployment.apiId : (place.domainName.split('.', 1)[0] ?? ''),
    http: {
      method: arrival.httpMethod,
      path,
      protocol: request.message.httpVersion,
      sourceIp: request.message.sourceIp,
      userAgent: findHeader(request.message.headers, 'user-agent') ?? '',
    },
    requestId: arrival.requestId,
    routeKey: route.routeKey,
    stage: stage.name,
    time: commonLogTime(arrival.startMs),
    timeEpoch: arrival.startMs,
  };
}

/** Observed: decoded, and below the stage's name but for `$default`. */
function eventPath({ stage, arrival: { place } }: AuthorizedInvocation): string {
  const below = place.routedPath === '' ? '/' : place.routedPath;
  const path = stage.name === '$default' ? below : `/${stage.name}${below}`;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

type Lines = readonly (readonly [name: string, value: string])[];

function splitCookies(lines: Lines): { readonly headers: Lines; readonly cookies: readonly string[] } {
  const headers: (readonly [string, string])[] = [];
  const cookies: string[] = [];
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    if (lower === 'cookie') cookies.push(...value.split('; '));
    else headers.push([lower, value]);
  }
  return { headers, cookies };
}

function joined(lines: Lines, separator: string): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [name, value] of lines) {
    const before = own(all, name);
    setOwn(all, name, before === undefined ? value : before + separator + value);
  }
  return all;
}

function bodyOf(body: Buffer, contentType: string | undefined): { readonly body?: string } {
  if (body.length === 0) return {};
  return { body: body.toString(isText(contentType) ? 'utf8' : 'base64') };
}

const TEXT = /^(?:text\/[^;]*|application\/(?:json|javascript|xml|graphql))\s*(?:;|$)/i;

function isText(contentType: string | undefined): boolean {
  if (contentType === undefined || !TEXT.test(contentType)) return false;
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}
