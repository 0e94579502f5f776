import type { HttpApiAuthorization, HttpApiIntegration, HttpApiRoute } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { mergeRequestMappings, mergeResponseMappings } from '../integrations/mappings.js';
import type { RouteProps } from './route-props.js';
import type { KnownRouteKey } from './route-key.js';

/** Makes the model's route of an integration and props, which hold the defaults too. */
export function declareRoute(
  routeKey: KnownRouteKey,
  integration: HttpApiIntegration,
  props: RouteProps,
  authorization: HttpApiAuthorization | undefined,
): HttpApiRoute {
  const { operationName, summary, description, tags } = props;
  const documentation = defined({ summary, description, tags });
  return {
    routeKey,
    integration: withMappings(integration, props),
    ...defined({
      operationName,
      authorization,
      documentation: Object.keys(documentation).length === 0 ? undefined : documentation,
    }),
  };
}

/**
 * @throws {SluiceError} `mapping-of-service` for a `map` of a service integration, whose request is its own parameters
 */
function withMappings(integration: HttpApiIntegration, { map, mapResponses }: RouteProps): HttpApiIntegration {
  const responding = {
    ...integration,
    ...defined({ responseParameters: mergeResponseMappings(integration.responseParameters, mapResponses) }),
  };
  if (map === undefined) return responding;
  if (responding.type === 'AWS_SERVICE') {
    throw new SluiceError('mapping-of-service', `The request of ${responding.subtype} has no parameters to map`, {
      hint: 'Leave out map, and give the integration the values: its parameters take expressions',
    });
  }
  return { ...responding, ...defined({ requestParameters: mergeRequestMappings(responding.requestParameters, map) }) };
}
