import type { Environment } from '../environment.js';
import { toGatewayFault } from '../fault.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import { Trace } from '../observe/trace.js';
import type { RequestPlace } from '../request/request-place.js';
import { acceptRequest } from './accept-request.js';
import { authorize } from './authorize.js';
import type { MappedResponse, ReachedInvocation, RestStage, ValidatedInvocation } from './invocation.js';
import { buildGatewayResponse } from './gateway-response.js';
import { buildIntegrationRequest } from './integration-request.js';
import { mapIntegrationResponse } from './integration-response.js';
import { invokeIntegration } from '../integrations/invoke-integration.js';
import { matchResource } from './match-resource.js';
import { validateMethodRequest } from './method-request.js';
import { buildMethodResponse } from './method-response.js';
import { REST_PHASES, type RestPhases } from './phases.js';
import { checkRequestSize } from './request-size.js';
import { keepResponse, lookUpResponse, withWarning, type CacheLookup } from './response-cache.js';
import { checkThrottle } from './throttle.js';
import { applyUsagePlan } from './usage-plan.js';

/** An answer, and what each phase made on the way. */
export interface RestExecution {
  /** As far as the request came. */
  readonly invocation: ReachedInvocation;
  readonly response: HttpResponse;
  readonly trace: Trace<RestPhases>;
  /** What the cache had, where the method is cached. */
  readonly cache: CacheLookup['kind'] | undefined;
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
  isTraced: boolean,
): Promise<RestExecution> {
  const accepted = acceptRequest(stage, message, place, env);
  const trace = new Trace(accepted.arrival.requestId, REST_PHASES, isTraced);
  trace.leave('accept-request', accepted);
  let reached: ReachedInvocation = accepted;
  let lookup: CacheLookup | undefined;
  try {
    checkRequestSize(accepted); //                                           request-too-large
    const routed = (reached = matchResource(accepted)); //                   unknown-route, unknown-signed-route, not-simulated
    trace.leave('match-resource', routed);
    const asked = authorize(routed, env); //                                 unsigned, unauthorized, access-denied, authorizer-…
    const authorized = (reached = asked instanceof Promise ? await asked : asked);
    trace.leave('authorize', authorized);
    const metered = (reached = applyUsagePlan(authorized, env)); //          invalid-api-key, throttled, quota-exceeded
    if (metered.apiKey !== undefined) trace.leave('usage-plan', metered);
    checkThrottle(metered, env); //                                          throttled
    const validated = (reached = validateMethodRequest(metered)); //         missing-parameters, invalid-body
    trace.leave('method-request', validated);
    lookup = lookUpResponse(validated, env); //                              access-denied
    if (lookup !== undefined) trace.leave('response-cache', lookup);
    const mapped = lookup?.kind === 'hit' ? lookup.response : await integrate(validated, trace, env);
    if (lookup?.kind === 'miss') keepResponse(validated, lookup, mapped, env);
    const told = lookup === undefined ? mapped : withWarning(mapped, lookup);
    return { invocation: reached, response: finish(validated, told, trace), trace, cache: lookup?.kind };
  } catch (error) {
    return { invocation: reached, response: answerFault(reached, error, trace), trace, cache: lookup?.kind };
  }
}

/** The phases from an admitted request to its response: all that TestInvokeMethod runs of them. */
export async function run(
  admitted: ValidatedInvocation,
  trace: Trace<RestPhases>,
  env: Environment,
): Promise<HttpResponse> {
  return finish(admitted, await integrate(admitted, trace, env), trace);
}

async function integrate(
  admitted: ValidatedInvocation,
  trace: Trace<RestPhases>,
  env: Environment,
): Promise<MappedResponse> {
  const outgoing = buildIntegrationRequest(admitted); //                     unsupported-media-type, configuration, template
  trace.leave('integration-request', outgoing);
  const sent = invokeIntegration(outgoing, admitted.request, env); //        integration-timeout, integration-unreachable, lambda-refused
  const returned = sent instanceof Promise ? await sent : sent;
  trace.leave('integration', returned);
  const mapped = mapIntegrationResponse(admitted, returned); //              function-error, malformed-proxy-response, configuration, template
  trace.leave('integration-response', mapped);
  return mapped;
}

function finish(admitted: ValidatedInvocation, mapped: MappedResponse, trace: Trace<RestPhases>): HttpResponse {
  const response = buildMethodResponse(admitted, mapped);
  trace.leave('method-response', response);
  return response;
}

/** Answers what a phase threw. What the client is not told of it, the trace tells. */
export function answerFault(reached: ReachedInvocation, error: unknown, trace: Trace<RestPhases>): HttpResponse {
  const fault = toGatewayFault(error);
  trace.fail(fault);
  const response = buildGatewayResponse(reached, fault);
  trace.leave('gateway-response', response);
  return response;
}
