import type { Environment } from '../environment.js';
import { toGatewayFault } from '../fault.js';
import { Trace } from '../observe/trace.js';
import type { Connection } from '../stages/connection.js';
import { acceptEvent } from './accept.js';
import { integrate } from './integrate.js';
import { AuthorizedInvocation, MeteredInvocation, type ReachedInvocation, type WebSocketStage } from './invocation.js';
import { WEBSOCKET_PHASES, type WebSocketPhases } from './phases.js';
import { findReservedRoute } from './select-route.js';

/** What became of a connection's end, and what each phase made on the way. */
export interface DisconnectExecution {
  /** As far as the event came. */
  readonly invocation: ReachedInvocation;
  readonly trace: Trace<WebSocketPhases>;
}

/**
 * The end of a connection, phase by phase: nobody is left to hear of a fault.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 * Assumed: `$disconnect` counts against no limit, for nobody can repeat it.
 */
export async function disconnect(
  stage: WebSocketStage,
  connection: Connection,
  close: { readonly code: number; readonly reason: string },
  env: Environment,
  isTraced: boolean,
): Promise<DisconnectExecution> {
  const event = { type: 'DISCONNECT', statusCode: close.code, reason: close.reason } as const;
  const accepted = acceptEvent(stage, connection, event, env);
  const trace = new Trace(accepted.arrival.requestId, WEBSOCKET_PHASES, isTraced);
  trace.leave('accept', accepted);
  let reached: ReachedInvocation = accepted;
  try {
    const routed = findReservedRoute(accepted, '$disconnect'); //             not-simulated
    if (routed?.route.integration === undefined) return { invocation: reached, trace };
    trace.leave('select-route', (reached = routed));
    const admitted = new MeteredInvocation(new AuthorizedInvocation(routed, connection.caller), undefined);
    await integrate((reached = admitted), routed.route.integration, trace, env);
  } catch (error) {
    trace.fail(toGatewayFault(error));
  }
  return { invocation: reached, trace };
}
