import type { Environment } from '../environment.js';
import type { HttpRequest } from '../http-message.js';
import { ClientRequest, spellingAt } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';
import { KEPT_BACK_FROM_INTEGRATIONS } from './header-rules.js';
import type { HttpApiStage, Invocation } from './invocation.js';

/**
 * Gives a request its id. Cannot fault, so that every later fault has an invocation to answer.
 *
 * Observed: the request id of an HTTP API is what a REST API calls the extended one; docs/aws/http-api.md section 3.
 */
export function acceptRequest(
  stage: HttpApiStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
): Invocation {
  return {
    stage,
    request: new ClientRequest(
      message,
      place.queryString,
      env.ids,
      spellingAt(place.customDomain?.basePathMatched, 'sent'),
      KEPT_BACK_FROM_INTEGRATIONS,
    ),
    arrival: {
      place,
      httpMethod: message.method,
      requestId: env.ids.extendedRequestId(),
      startMs: env.clock.now(),
    },
  };
}
