import { GatewayFault } from '../fault.js';

/** The fault of a function whose result is not a response. */
export function malformed(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'malformed-proxy-response', problem });
}
