import type { Environment } from '../environment.js';
import { invokeIntegration } from '../integrations/invoke-integration.js';
import type { Trace } from '../observe/trace.js';
import type { MappedMessage, MeteredInvocation, RouteIntegration } from './invocation.js';
import type { WebSocketPhases } from './phases.js';

/**
 * Sends an event to its route's integration and maps the response.
 *
 * @throws {GatewayFault} configuration, template, integration-timeout, integration-unreachable, lambda-refused, function-error,
 * malformed-proxy-response
 */
export async function integrate(
  invocation: MeteredInvocation,
  integration: RouteIntegration,
  trace: Trace<WebSocketPhases>,
  env: Environment,
): Promise<MappedMessage> {
  const outgoing = integration.buildRequest(invocation);
  trace.leave('integration-request', outgoing);
  // What runs goes on when the client hangs up.
  const client = { traceId: invocation.request.traceId, signal: undefined };
  const sent = invokeIntegration(outgoing, client, env);
  const returned = sent instanceof Promise ? await sent : sent;
  trace.leave('integration', returned);
  const mapped = integration.mapResponse(invocation, returned);
  trace.leave('integration-response', mapped);
  return mapped;
}
