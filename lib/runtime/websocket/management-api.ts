import type { Environment } from '../environment.js';
import type { HttpRequest, HttpResponse } from '../http-message.js';
import { Trace } from '../observe/trace.js';
import type { RequestPlace } from '../request/request-place.js';
import { acceptHandshake } from './accept.js';
import { upgradeRequired } from './handshake-response.js';
import type { WebSocketStage } from './invocation.js';
import { WEBSOCKET_PHASES, type WebSocketPhases } from './phases.js';

/** A response to a request that opens no connection, and its trace. */
export interface ManagementExecution {
  readonly response: HttpResponse;
  readonly trace: Trace<WebSocketPhases>;
}

/**
 * Answers a request that opens no connection.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function executeManagementRequest(
  stage: WebSocketStage,
  message: HttpRequest,
  place: RequestPlace,
  env: Environment,
  isTraced: boolean,
): Promise<ManagementExecution> {
  const accepted = acceptHandshake(stage, message, place, env);
  const trace = new Trace(accepted.arrival.requestId, WEBSOCKET_PHASES, isTraced);
  trace.leave('accept', accepted);
  const response = upgradeRequired(accepted.arrival.requestId);
  trace.leave('handshake-response', response);
  return Promise.resolve({ response, trace });
}
