import type { HeaderLine } from '../http-message.js';
import { unexpectedResult, type IntegrationResult } from '../integrations/invoke-integration.js';
import { responseHeaderName } from './header-rules.js';
import type { MappedResponse } from './invocation.js';

/**
 * Passes a backend's response on, less what belongs to its connection.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 * Assumed: the rules for headers of functions' responses hold here too.
 */
export function passBackendResponse(result: IntegrationResult): MappedResponse {
  if (result.kind !== 'answer') throw unexpectedResult(result);
  const headers: HeaderLine[] = [];
  for (const [name, value] of result.headers) {
    const passed = HOP_BY_HOP.has(name.toLowerCase()) ? undefined : responseHeaderName(name);
    if (passed !== undefined) headers.push([passed, value]);
  }
  return { status: result.status, headers, body: result.body };
}

/** RFC 9110, section 7.6.1: these concern the connection to the backend. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
]);
