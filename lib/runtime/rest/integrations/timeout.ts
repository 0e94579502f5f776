import type { NormalizedIntegration } from '../../../model/normalize.js';
import { DEFAULT_INTEGRATION_TIMEOUT_MS } from '../../../model/normalize.js';
import { isDeployTime } from '../../../model/value.js';
import type { IntegrationContext } from '../integration-context.js';

/** How long the gateway waits; a limit that only deployment knows is AWS's default until it is given. */
export function compileTimeout(
  integration: Pick<NormalizedIntegration, 'timeoutMs'>,
  context: IntegrationContext,
): number {
  const { timeoutMs } = integration;
  if (!isDeployTime(timeoutMs)) return timeoutMs;
  context.refuse({ feature: 'unresolved-value', detail: "the integration's timeout", optional: true });
  return DEFAULT_INTEGRATION_TIMEOUT_MS;
}
