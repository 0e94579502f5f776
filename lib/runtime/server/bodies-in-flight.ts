import type { ServerResponse } from 'node:http';
import { QUOTAS } from '../../model/quotas.js';
import { ByteBudget } from '../../support/byte-budget.js';
import type { BufferedResponse } from '../http-message.js';

/**
 * The bodies that are read, worked on or waiting for a client to take them, of all APIs of this process: 25 of the largest
 * that API Gateway takes. Without a bound, clients that send or read slowly fill the memory.
 */
export const BODIES_IN_FLIGHT = new ByteBudget(25 * QUOTAS.payload.value);

const WHY = `the bodies in flight have ${BODIES_IN_FLIGHT.limitBytes} bytes; more are taken when some are answered`;

/** Why a backend's body was not read. */
export const TOO_MANY_BODIES = `the response was not read: ${WHY}`;

/** The answer to a client whose request or response has no room. */
export const OVERLOADED: BufferedResponse = {
  status: 503,
  headers: [['Content-Type', 'application/json']],
  body: Buffer.from(JSON.stringify({ message: `Service Unavailable: ${WHY}` })),
};

/** Counts a body until its client has taken it or gone; false when there is no room. */
export function keepUntilSent(response: ServerResponse, bytes: number): boolean {
  if (!BODIES_IN_FLIGHT.take(bytes)) return false;
  response.once('close', () => BODIES_IN_FLIGHT.give(bytes));
  return true;
}
