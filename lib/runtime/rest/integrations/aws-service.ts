import { parseIntegrationUri } from '../../../model/arn.js';
import type { AwsIntegration } from '../../../model/integration.js';
import type { Normalized } from '../../../model/normalize.js';
import { internalServerError } from '../../fault.js';
import type { IntegrationContext, RouteIntegration } from '../route-integration.js';

/** AWS with a service other than Lambda: refused until its requests are made and signed here. */
export function compileAwsService(integration: Normalized<AwsIntegration>, context: IntegrationContext): RouteIntegration {
  const target = parseIntegrationUri(integration.uri);
  const service = target.kind === 'service' ? target.service : 'an unknown service';
  context.refuse({ feature: 'aws-service', detail: `an integration with ${service}`, optional: false });
  const refused = (): never => {
    throw internalServerError('API_CONFIGURATION_ERROR', 500, `No requests are made to ${service}`);
  };
  return { type: 'AWS', buildRequest: refused, mapResponse: refused };
}
