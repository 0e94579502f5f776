import { findHeader } from '../header-lines.js';
import type { HttpResponse } from '../http-message.js';
import type { Invocation } from './invocation.js';
import { findRoute } from './select-route.js';

/**
 * Answers a preflight request that no route of the API takes.
 *
 * Documented: no `OPTIONS` route is needed; one that exists, or a `$default` route, takes the request with its authorizer
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
 * Reported by users: an `ANY` route takes it too (https://github.com/aws/serverless-application-model/issues/1603).
 * Assumed: the status is 204, for an origin that is not allowed as well.
 *
 * @returns undefined for any other request
 */
export function answerPreflight(invocation: Invocation): HttpResponse | undefined {
  const { stage, arrival } = invocation;
  if (stage.deployment.cors === undefined || !isPreflight(invocation) || findRoute(invocation) !== undefined)
    return undefined;
  const response = { status: 204, headers: [['Apigw-Requestid', arrival.requestId]], body: Buffer.alloc(0) } as const;
  return applyCors(invocation, response);
}

/**
 * Gives a response the CORS headers of the API in place of its own.
 *
 * Documented: headers are added to responses of requests with `Origin`, and those of a backend are ignored
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
 * Assumed: the gateway's own errors have them too; a response that depends on the origin varies by it.
 */
export function applyCors(invocation: Invocation, response: HttpResponse): HttpResponse {
  const { cors } = invocation.stage.deployment;
  if (cors === undefined) return response;
  const headers = response.headers.filter(([name]) => !name.toLowerCase().startsWith('access-control-'));
  const origin = findHeader(invocation.request.message.headers, 'origin');
  const allowOrigin = origin === undefined ? undefined : cors.allowOrigin(origin);
  if (allowOrigin === undefined) return { ...response, headers };
  return {
    ...response,
    headers: [
      ...headers,
      ['Access-Control-Allow-Origin', allowOrigin],
      ...(isPreflight(invocation) ? cors.preflightHeaders : cors.responseHeaders),
      ...(allowOrigin === '*' ? [] : [['Vary', 'Origin'] as const]),
    ],
  };
}

function isPreflight({ arrival, request: { message } }: Invocation): boolean {
  return (
    arrival.httpMethod === 'OPTIONS' &&
    findHeader(message.headers, 'origin') !== undefined &&
    findHeader(message.headers, 'access-control-request-method') !== undefined
  );
}
