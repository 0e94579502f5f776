import type { Environment } from '../environment.js';
import { toGatewayFault } from '../fault.js';
import { Trace } from '../observe/trace.js';
import type { Connection } from '../stages/connection.js';
import { acceptEvent } from './accept.js';
import { printErrorFrame } from './error-frame.js';
import { integrate } from './integrate.js';
import { AuthorizedInvocation, type ReachedInvocation, type WebSocketStage } from './invocation.js';
import { WEBSOCKET_PHASES, type WebSocketPhases } from './phases.js';
import { routeResponse } from './route-response.js';
import { selectRoute } from './select-route.js';
import { checkThrottle } from './throttle.js';
import { applyUsagePlan } from './usage-plan.js';

/** What became of a message, and what each phase made on the way. */
export interface MessageExecution {
  /** As far as the message came. */
  readonly invocation: ReachedInvocation;
  /** What the client is sent; undefined: nothing. */
  readonly frame: string | undefined;
  readonly trace: Trace<WebSocketPhases>;
}

/**
 * A message of an open connection, phase by phase.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export async function receiveMessage(
  stage: WebSocketStage,
  connection: Connection,
  body: string,
  env: Environment,
  isTraced: boolean,
): Promise<MessageExecution> {
  const event = { type: 'MESSAGE', messageId: env.ids.extendedRequestId(), body } as const;
  const accepted = acceptEvent(stage, connection, event, env);
  const trace = new Trace(accepted.arrival.requestId, WEBSOCKET_PHASES, isTraced);
  trace.leave('accept', accepted);
  let reached: ReachedInvocation = accepted;
  try {
    const routed = (reached = selectRoute(accepted)); //                      unknown-route, not-simulated
    trace.leave('select-route', routed);
    const authorized = (reached = new AuthorizedInvocation(routed, connection.caller));
    const metered = (reached = applyUsagePlan(authorized, env)); //           invalid-api-key, throttled, quota-exceeded
    trace.leave('authorize', metered);
    checkThrottle(metered, env); //                                           throttled
    routed.route.validate?.(metered); //                                      invalid-body
    const { integration } = routed.route;
    if (integration === undefined) return { invocation: reached, frame: undefined, trace };
    const mapped = await integrate(metered, integration, trace, env);
    const frame = routeResponse(metered, mapped);
    if (frame !== undefined) trace.leave('route-response', frame);
    return { invocation: reached, frame, trace };
  } catch (error) {
    const fault = toGatewayFault(error);
    trace.fail(fault);
    const frame = printErrorFrame(reached, fault);
    trace.leave('error-frame', frame);
    return { invocation: reached, frame, trace };
  }
}
