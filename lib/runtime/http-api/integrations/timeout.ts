import { DEFAULT_HTTP_API_TIMEOUT_MS } from '../../../model/normalize-http-api.js';
import { isDeployTime, type Value } from '../../../model/value.js';
import type { IntegrationContext } from '../integration-context.js';

/** How long the gateway waits for an integration; a limit that only deployment knows is AWS's default until it is given. */
export function compileTimeout(timeoutMs: Value<number>, context: IntegrationContext): number {
  if (!isDeployTime(timeoutMs)) return timeoutMs;
  context.refuse({ feature: 'unresolved-value', detail: "the integration's timeout", optional: true });
  return DEFAULT_HTTP_API_TIMEOUT_MS;
}
