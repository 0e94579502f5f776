import type { RequestParameterTarget } from '../../model/parameter-mapping.js';
import { knownText, type Value } from '../../model/value.js';
import { configurationFault, GatewayFault } from '../fault.js';
import { UNMAPPABLE_TO_LAMBDA } from './mapped-headers.js';

/** The parts of a Lambda integration that can make every request of it fail. */
export interface LambdaSettings {
  readonly httpMethod: Value<string>;
  readonly requestParameters: readonly { readonly target: RequestParameterTarget }[];
}

/**
 * What makes every request of a Lambda integration fail, known when it is deployed.
 *
 * Observed for REST APIs: a method other than POST, and a mapping of certain headers, are each a 500 at run time.
 */
export function lambdaConfigurationFault({ httpMethod, requestParameters }: LambdaSettings): GatewayFault | undefined {
  const method = knownText(httpMethod);
  if (method !== undefined && method.toUpperCase() !== 'POST') {
    return new GatewayFault({ kind: 'lambda-method' });
  }
  const illegal = requestParameters.find(
    ({ target }) => target.location === 'header' && UNMAPPABLE_TO_LAMBDA.has(target.name.toLowerCase()),
  );
  if (illegal === undefined) return undefined;
  return configurationFault(`Illegal header mapping: ${illegal.target.name}`);
}
