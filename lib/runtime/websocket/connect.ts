import type { Environment } from '../environment.js';
import { toGatewayFault } from '../fault.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import { Trace } from '../observe/trace.js';
import type { RequestPlace } from '../request/request-place.js';
import { acceptHandshake } from './accept.js';
import { authorize } from './authorize.js';
import { refuseHandshake, refuseWithStatus } from './handshake-response.js';
import { integrate } from './integrate.js';
import type { ReachedInvocation, WebSocketStage } from './invocation.js';
import { WEBSOCKET_PHASES, type WebSocketPhases } from './phases.js';
import { findReservedRoute } from './select-route.js';
import { checkStatus, chooseSubprotocol } from './subprotocol.js';
import { checkConnectionRate, checkThrottle } from './throttle.js';
import { applyUsagePlan } from './usage-plan.js';

/** What became of a handshake, and what each phase made on the way. */
export interface ConnectExecution {
  /** As far as the handshake came. */
  readonly invocation: ReachedInvocation;
  /** Undefined: the handshake is accepted. */
  readonly response: HttpResponse | undefined;
  /** `Sec-WebSocket-Protocol` of an accepted handshake. */
  readonly subprotocol: string | undefined;
  readonly trace: Trace<WebSocketPhases>;
}

/**
 * A handshake from the stage on, phase by phase: the client waits for its response until `$connect` is done.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export async function connect(
  stage: WebSocketStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
  isTraced: boolean,
): Promise<ConnectExecution> {
  const accepted = acceptHandshake(stage, message, place, env);
  const trace = new Trace(accepted.arrival.requestId, WEBSOCKET_PHASES, isTraced);
  trace.leave('accept', accepted);
  let reached: ReachedInvocation = accepted;
  const refused = (response: HttpResponse): ConnectExecution => {
    trace.leave('handshake-response', response);
    return { invocation: reached, response, subprotocol: undefined, trace };
  };
  try {
    checkConnectionRate(accepted); //                                         throttled
    const routed = findReservedRoute(accepted, '$connect'); //                not-simulated
    if (routed === undefined) return { invocation: reached, response: undefined, subprotocol: undefined, trace };
    trace.leave('select-route', (reached = routed));
    const asked = authorize(routed, env); //                                  unsigned, unauthorized, access-denied, authorizer-…
    const authorized = (reached = asked instanceof Promise ? await asked : asked);
    const metered = (reached = applyUsagePlan(authorized, env)); //           invalid-api-key, throttled, quota-exceeded
    trace.leave('authorize', metered);
    checkThrottle(metered, env); //                                           throttled
    routed.route.validate?.(metered); //                                      invalid-body
    const { integration } = routed.route;
    if (integration === undefined) return { invocation: reached, response: undefined, subprotocol: undefined, trace };
    const mapped = await integrate(metered, integration, trace, env);
    const status = checkStatus(mapped); //                                    malformed-proxy-response
    if (status !== 'success') return refused(refuseWithStatus(metered, status, mapped, env));
    return { invocation: reached, response: undefined, subprotocol: chooseSubprotocol(metered, mapped), trace };
  } catch (error) {
    const fault = toGatewayFault(error);
    trace.fail(fault);
    return refused(refuseHandshake(reached, fault, env));
  }
}
