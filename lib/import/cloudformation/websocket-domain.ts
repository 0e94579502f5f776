import { printValue } from '../../model/index.js';
import { fillText } from '../../intrinsics/index.js';
import type { ApiResource, ReadContext } from './resources.js';

/**
 * Reports mappings of domain names that a WebSocket API cannot have.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html (keys without slashes)
 */
export function checkWebSocketMappings(apiId: string, context: ReadContext): void {
  const { resources } = context;
  const others = [
    ...resources.ofType('AWS::ApiGatewayV2::ApiMapping').filter((other) => !isWebSocket(apiOf(other, context))),
    ...resources.ofType('AWS::ApiGateway::BasePathMapping'),
  ].map(domainOf);
  for (const mapping of resources.ofType('AWS::ApiGatewayV2::ApiMapping')) {
    if (apiOf(mapping, context)?.id !== apiId) continue;
    const { properties } = mapping;
    const key = properties.value('ApiMappingKey');
    if (key !== undefined && printValue(key).includes('/'))
      properties.report('invalid-value', 'ApiMappingKey', 'The mapping key of a WebSocket API must have no slash');
    const domain = domainOf(mapping);
    if (others.includes(domain))
      properties.report(
        'invalid-value',
        'DomainName',
        `The domain ${domain} has mappings to other APIs too; a WebSocket API requires one of its own`,
      );
    const resource = resources.ofType('AWS::ApiGatewayV2::DomainName').find((one) => domainOf(one) === domain);
    if (resource?.properties.has('MutualTlsAuthentication') === true)
      properties.report(
        'invalid-value',
        'DomainName',
        `The domain ${domain} has mutual TLS, which WebSocket APIs do not support`,
      );
  }
}

function apiOf({ properties }: ApiResource, { resources }: ReadContext): ApiResource | undefined {
  return resources.referred(properties.value('ApiId'), 'AWS::ApiGatewayV2::Api');
}

/** An API that is elsewhere may be one. */
function isWebSocket(api: ApiResource | undefined): boolean {
  return api === undefined || api.properties.text('ProtocolType')?.toUpperCase() === 'WEBSOCKET';
}

function domainOf({ properties }: ApiResource): string {
  return printValue(fillText(properties.value('DomainName') ?? '', properties.lookup));
}
