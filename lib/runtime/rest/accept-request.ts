import type { Environment } from '../environment.js';
import { findHeader } from '../header-lines.js';
import type { HttpRequest } from '../http-message.js';
import { isHttpMethod } from '../../model/http-method.js';
import type { RequestPlace } from '../request/request-place.js';
import { ClientRequest, spellingAt, type HeaderSpelling } from '../request/client-request.js';
import { KEPT_BACK_FROM_INTEGRATIONS } from './header-rules.js';
import type { Invocation, RestDeployment, RestStage } from './invocation.js';

/**
 * Gives a request its ids. Cannot fault, so that every later fault has an invocation to answer.
 *
 * Documented: a client's `X-HTTP-Method-Override` replaces the method
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html); a client's
 * `x-amzn-RequestId` that is a UUID replaces the request id
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html).
 */
export function acceptRequest(
  stage: RestStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
): Invocation {
  const override = findHeader(message.headers, 'x-http-method-override')?.toUpperCase();
  const ownId = findHeader(message.headers, 'x-amzn-requestid');
  return {
    stage,
    request: new ClientRequest(
      message,
      place.queryString,
      env.ids,
      spellingOf(stage.deployment, place.customDomain?.basePathMatched),
      KEPT_BACK_FROM_INTEGRATIONS,
    ),
    arrival: {
      place,
      httpMethod: override !== undefined && isHttpMethod(override) && override !== 'ANY' ? override : message.method,
      requestId: ownId !== undefined && UUID.test(ownId) ? ownId : env.ids.requestId(),
      extendedRequestId: env.ids.extendedRequestId(),
      startMs: env.clock.now(),
    },
    templateState: {},
  };
}

/** How names of headers reach an API at one base path. */
export function spellingOf({ endpointType }: RestDeployment, basePathMatched: string | undefined): HeaderSpelling {
  return spellingAt(basePathMatched, endpointType === 'EDGE' ? 'edge' : 'sent');
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
