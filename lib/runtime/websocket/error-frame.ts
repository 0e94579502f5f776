import type { GatewayFault } from '../fault.js';
import { remedyOf } from '../not-simulated.js';
import { errorMessageOf } from './error-message.js';
import type { Invocation } from './invocation.js';

/**
 * What the client of a connection is sent instead of a response; the connection stays open.
 *
 * Observed: members and spaces as here; docs/aws/websocket-api.md section 7.
 */
export function printErrorFrame({ connection, arrival }: Invocation, { cause }: GatewayFault): string {
  const members = [
    `"message": ${JSON.stringify(errorMessageOf(cause).message)}`,
    `"connectionId":${JSON.stringify(connection.id)}`,
    `"requestId":${JSON.stringify(arrival.requestId)}`,
  ];
  if (cause.kind === 'not-simulated') {
    const { finding } = cause;
    members.push(
      `"code":"not-simulated","feature":"${finding.feature}"`,
      `"remedy":${JSON.stringify(remedyOf(finding))}`,
    );
  }
  return `{${members.join(', ')}}`;
}
