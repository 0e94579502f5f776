import type { Environment } from '../environment.js';
import { toGatewayFault } from '../fault.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import { invokeIntegration } from '../integrations/invoke-integration.js';
import { Trace } from '../observe/trace.js';
import type { RequestPlace } from '../request/request-place.js';
import { acceptRequest } from './accept-request.js';
import { authorize } from './authorize.js';
import { answerPreflight, applyCors } from './cors.js';
import { buildErrorResponse } from './error-response.js';
import { buildIntegrationRequest } from './integration-request.js';
import { mapIntegrationResponse } from './integration-response.js';
import type { AuthorizedInvocation, HttpApiStage, MappedResponse, ReachedInvocation } from './invocation.js';
import { HTTP_API_PHASES, type HttpApiPhases } from './phases.js';
import { checkRequestSize } from './request-size.js';
import { buildResponse } from './response.js';
import { selectRoute } from './select-route.js';
import { checkThrottle } from './throttle.js';

/** A response, and what each phase made on the way. */
export interface HttpApiExecution {
  /** As far as the request came. */
  readonly invocation: ReachedInvocation;
  readonly response: HttpResponse;
  readonly trace: Trace<HttpApiPhases>;
}

/**
 * A request of an HTTP API from the stage on, phase by phase.
 *
 * @param isTraced whether the trace keeps what the phases made; what one threw it always tells
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
 */
export async function executeHttpApiRequest(
  stage: HttpApiStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
  isTraced: boolean,
): Promise<HttpApiExecution> {
  const accepted = acceptRequest(stage, message, place, env);
  const trace = new Trace(accepted.arrival.requestId, HTTP_API_PHASES, isTraced);
  trace.leave('accept-request', accepted);
  let reached: ReachedInvocation = accepted;
  try {
    checkRequestSize(accepted); //                                           request-too-large
    const preflight = answerPreflight(accepted);
    if (preflight !== undefined) {
      trace.leave('cors', preflight);
      return { invocation: reached, response: preflight, trace };
    }
    const routed = (reached = selectRoute(accepted)); //                     unknown-route, not-simulated
    trace.leave('select-route', routed);
    const asked = authorize(routed, env); //                                 unsigned, unauthorized, access-denied, authorizer-…
    const authorized = (reached = asked instanceof Promise ? await asked : asked);
    trace.leave('authorize', authorized);
    checkThrottle(authorized, env); //                                       throttled
    const mapped = await integrate(authorized, trace, env);
    const response = applyCors(authorized, buildResponse(authorized, mapped));
    trace.leave('response', response);
    return { invocation: reached, response, trace };
  } catch (error) {
    const fault = toGatewayFault(error);
    trace.fail(fault);
    const response = applyCors(reached, buildErrorResponse(reached, fault));
    trace.leave('error-response', response);
    return { invocation: reached, response, trace };
  }
}

async function integrate(
  admitted: AuthorizedInvocation,
  trace: Trace<HttpApiPhases>,
  env: Environment,
): Promise<MappedResponse> {
  const outgoing = buildIntegrationRequest(admitted); //                     configuration
  trace.leave('integration-request', outgoing);
  const sent = invokeIntegration(outgoing, admitted.request, env); //        integration-timeout, integration-unreachable, lambda-refused
  const returned = sent instanceof Promise ? await sent : sent;
  trace.leave('integration', returned);
  const mapped = mapIntegrationResponse(admitted, returned); //              function-error, malformed-proxy-response
  trace.leave('integration-response', mapped);
  return mapped;
}
