import type { ProxyEvent } from '../../formats/lambda-event.js';
import { own, setOwn } from '../../support/own.js';
import { commonLogTime, domainPrefix, identityOf } from './context.js';
import type { AuthorizedInvocation } from './invocation.js';

/**
 * Builds the event of a Lambda proxy integration.
 *
 * Observed: every key is there; what is empty is null; the path stays percent-encoded, query values are decoded; names of
 * headers are the client's but for a few.
 *
 * @param binary whether the body's media type is a binary one of the API: it is then base64
 */
export function buildProxyEvent(invocation: AuthorizedInvocation, binary: boolean): ProxyEvent {
  const { request, stage, method, pathParameters } = invocation;
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, value] of request.headers) {
    // A repeated header keeps the spelling that came first.
    const known = own(multiValueHeaders, name);
    if (known === undefined) setOwn(multiValueHeaders, name, [value]);
    else known.push(value);
    setOwn(headers, name, value);
  }
  const query = request.query.length === 0 ? undefined : collectQuery(request.query);
  const { body } = request;
  return {
    resource: method.resourcePath,
    path: invocation.eventPath,
    httpMethod: invocation.httpMethod,
    headers: isEmpty(headers) ? null : headers,
    multiValueHeaders: isEmpty(headers) ? null : multiValueHeaders,
    queryStringParameters: query?.single ?? null,
    multiValueQueryStringParameters: query?.multi ?? null,
    pathParameters: isEmpty(pathParameters) ? null : { ...pathParameters },
    stageVariables: isEmpty(stage.variables) ? null : { ...stage.variables },
    requestContext: {
      resourceId: method.resourceId,
      ...(invocation.authorizer !== undefined && { authorizer: invocation.authorizer }),
      resourcePath: method.resourcePath,
      httpMethod: invocation.httpMethod,
      extendedRequestId: invocation.extendedRequestId,
      requestTime: commonLogTime(invocation.startMs),
      path: invocation.contextPath,
      accountId: stage.accountId,
      protocol: request.message.httpVersion,
      stage: stage.name,
      domainPrefix: domainPrefix(invocation),
      requestTimeEpoch: invocation.startMs,
      requestId: invocation.requestId,
      identity: identityOf(invocation),
      domainName: invocation.domainName,
      deploymentId: stage.deployment.id,
      apiId: stage.deployment.apiId,
    },
    body: body.length === 0 ? null : binary ? body.toString('base64') : request.bodyText,
    isBase64Encoded: binary && body.length > 0,
  };
}

function collectQuery(query: readonly (readonly [string, string])[]): {
  readonly single: Record<string, string>;
  readonly multi: Record<string, string[]>;
} {
  const single: Record<string, string> = {};
  const multi: Record<string, string[]> = {};
  for (const [name, value] of query) {
    setOwn(single, name, value);
    const known = own(multi, name);
    if (known === undefined) setOwn(multi, name, [value]);
    else known.push(value);
  }
  return { single, multi };
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _name in record) return false;
  return true;
}
