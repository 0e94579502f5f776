import type { Environment } from '../environment.js';
import { toGatewayFault } from '../fault.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import { Trace } from '../observe/trace.js';
import { acceptRequest, type RequestPlace } from './accept-request.js';
import { authorize } from './authorize.js';
import type { RestStage } from './deployment.js';
import { faultResponseOf } from './fault-response.js';
import { buildGatewayResponse } from './gateway-response.js';
import { buildIntegrationRequest } from './integration-request.js';
import { mapIntegrationResponse } from './integration-response.js';
import { invokeIntegration } from '../integrations/invoke-integration.js';
import type { Invocation, RoutedInvocation } from './invocation.js';
import { matchResource } from './match-resource.js';
import { validateMethodRequest } from './method-request.js';
import { buildMethodResponse } from './method-response.js';
import { REST_PHASES, type RestPhases } from './phases.js';
import { checkRequestSize } from './request-size.js';
import { applyUsagePlan } from './usage-plan.js';

/** An answer, and what each phase made on the way. */
export interface RestExecution {
  readonly response: HttpResponse;
  readonly trace: Trace<RestPhases>;
}

/**
 * A REST request from the stage on, phase by phase, in the order of the developer guide.
 *
 * @param isTraced whether the trace keeps what the phases made; what one threw it always tells
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
 */
export async function executeRestRequest(
  stage: RestStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
  isTraced = true,
): Promise<RestExecution> {
  const invocation = acceptRequest(stage, message, place, env);
  const trace = new Trace(invocation.requestId, REST_PHASES, isTraced);
  trace.leave('accept-request', invocation);
  let reached: Invocation | RoutedInvocation = invocation;
  try {
    checkRequestSize(invocation); //                                          REQUEST_TOO_LARGE
    const routed = matchResource(invocation); //                              MISSING_AUTHENTICATION_TOKEN, NotSimulated
    trace.leave('match-resource', (reached = routed));
    const authorized = authorize(routed); //                                  (later) UNAUTHORIZED, ACCESS_DENIED, AUTHORIZER_*
    const metered = applyUsagePlan(authorized); //                            (later) INVALID_API_KEY, QUOTA_EXCEEDED, THROTTLED
    const validated = validateMethodRequest(metered); //                      BAD_REQUEST_PARAMETERS, BAD_REQUEST_BODY
    trace.leave('method-request', (reached = validated));
    const outgoing = buildIntegrationRequest(validated); //                   UNSUPPORTED_MEDIA_TYPE, API_CONFIGURATION_ERROR
    trace.leave('integration-request', outgoing);
    const sent = invokeIntegration(outgoing, validated.request, env); //      INTEGRATION_FAILURE, INTEGRATION_TIMEOUT
    const returned = sent instanceof Promise ? await sent : sent;
    trace.leave('integration', returned);
    const mapped = mapIntegrationResponse(validated, returned); //            API_CONFIGURATION_ERROR, INTEGRATION_FAILURE
    trace.leave('integration-response', mapped);
    const response = buildMethodResponse(validated, mapped);
    trace.leave('method-response', response);
    return { response, trace };
  } catch (error) {
    return { response: answerFault(reached, error, trace, env), trace };
  }
}

/** Answers what a phase threw. What the client is not told of it, the API's author must know. */
export function answerFault(
  reached: Invocation | RoutedInvocation,
  error: unknown,
  trace: Trace<RestPhases>,
  env: Environment,
): HttpResponse {
  const fault = toGatewayFault(error);
  const { cause, message } = fault;
  trace.fail(fault);
  if (cause.kind === 'not-simulated' || faultResponseOf(cause, message).isInternal) {
    const { method, target } = reached.request.message;
    env.log.warn(`${method} ${target}  ${message}`);
  }
  const response = buildGatewayResponse(reached, fault);
  trace.leave('gateway-response', response);
  return response;
}
