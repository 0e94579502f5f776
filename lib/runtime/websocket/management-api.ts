import type { Environment } from '../environment.js';
import { GatewayFault, toGatewayFault } from '../fault.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import { Trace } from '../observe/trace.js';
import type { RequestPlace } from '../request/request-place.js';
import { upgradeRequired } from './handshake-response.js';
import type { WebSocketStage } from './invocation.js';
import { manageConnection } from './manage-connection.js';
import { MANAGEMENT_PHASES, type ManagementPhases } from './management-phases.js';
import { acceptManagementRequest } from './management-request.js';
import { answerCommand, answerFault } from './management-response.js';

/** A response to a request that opens no connection, and its trace. */
export interface ManagementExecution {
  readonly response: HttpResponse;
  readonly trace: Trace<ManagementPhases>;
}

/**
 * A request that opens no connection, phase by phase: a command for one of the open connections, or a mistake.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 * Assumed: the account's limit counts commands whose signature holds.
 */
export function executeManagementRequest(
  stage: WebSocketStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
  isTraced: boolean,
): ManagementExecution {
  const accepted = acceptManagementRequest(stage, message, place, env);
  const trace = new Trace(accepted.arrival.requestId, MANAGEMENT_PHASES, isTraced);
  trace.leave('accept', accepted);
  const answered = (response: HttpResponse): ManagementExecution => {
    trace.leave('response', response);
    return { response, trace };
  };
  const { command } = accepted;
  if (command === undefined) return answered(upgradeRequired(accepted.arrival.requestId));
  try {
    if (command.kind === 'unknown') throw new GatewayFault({ kind: 'unknown-route' });
    trace.leave('authorize', stage.deployment.authorizeManagement(accepted, env)); // unsigned, …-signature, access-denied
    if (!stage.memory.account.take(accepted.arrival.startMs)) throw new GatewayFault({ kind: 'throttled' });
    const result = manageConnection(accepted, command, env);
    trace.leave('manage-connection', result);
    return answered(answerCommand(accepted, result));
  } catch (error) {
    const fault = toGatewayFault(error);
    trace.fail(fault);
    return answered(answerFault(accepted, fault.cause, fault.message));
  }
}
