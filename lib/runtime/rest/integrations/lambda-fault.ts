import type { AwsIntegration, AwsProxyIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { knownText } from '../../../model/value.js';
import { configurationFault, GatewayFault } from '../../fault.js';
import { UNMAPPABLE_TO_LAMBDA } from '../header-rules.js';

/**
 * What makes every request of a Lambda integration fail, known when it is deployed.
 *
 * Observed: a method other than POST, and a mapping of certain headers, are each a 500 at run time.
 */
export function lambdaConfigurationFault(
  integration: Normalized<AwsIntegration> | Normalized<AwsProxyIntegration>,
): GatewayFault | undefined {
  const method = knownText(integration.httpMethod);
  if (method !== undefined && method.toUpperCase() !== 'POST') {
    return new GatewayFault({ kind: 'lambda-method' });
  }
  const illegal = integration.requestParameters.find(
    ({ target }) => target.location === 'header' && UNMAPPABLE_TO_LAMBDA.has(target.name.toLowerCase()),
  );
  if (illegal === undefined) return undefined;
  return configurationFault(`Illegal header mapping: ${illegal.target.name}`);
}
