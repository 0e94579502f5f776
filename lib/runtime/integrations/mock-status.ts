import { JavaMap } from '../../support/java/collections.js';
import { parseJson } from '../../support/java/json.js';
import { configurationFault, type GatewayFault } from '../fault.js';
import type { Payload } from '../mapping/content-handling.js';

/**
 * Makes a reader of the status that the rendered request template of a MOCK names.
 *
 * Observed for REST APIs: the template may be loose (`{statusCode: 200}`), the status a string of digits.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 *
 * @returns what throws a GatewayFault (configuration) for a payload without a status
 */
export function mockStatusReader(): (payload: Payload) => number {
  const statuses = new Map<string, number>();
  return (payload) => {
    if (payload.kind === 'bytes') throw noStatus();
    let statusCode = statuses.get(payload.text);
    if (statusCode === undefined) {
      statusCode = readStatusCode(payload.text);
      // A mock's template mostly renders one of few texts; a template that counts must not fill the memory.
      if (statuses.size < 16) statuses.set(payload.text, statusCode);
    }
    return statusCode;
  };
}

function readStatusCode(text: string): number {
  let value;
  try {
    value = parseJson(text);
  } catch {
    throw noStatus();
  }
  const statusCode = value instanceof JavaMap ? value.entries.get('statusCode') : undefined;
  const number = typeof statusCode === 'string' && /^\d+$/.test(statusCode) ? Number(statusCode) : statusCode;
  if (typeof number !== 'number') throw noStatus();
  return number;
}

function noStatus(): GatewayFault {
  return configurationFault('Unable to parse statusCode. It should be an integer and defined in request template.');
}
