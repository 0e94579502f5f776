import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { Document, Value } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { asMembers, members, unlessEmpty } from './members.js';

/**
 * In OpenAPI 3 the endpoint's settings stand in the first server.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-endpoint-configuration.html
 */
export function renderServers(
  servers: Document | undefined,
  endpoint: {
    readonly disableExecuteApiEndpoint: Value<boolean> | undefined;
    readonly vpcEndpointIds?: readonly Value<string>[] | undefined;
    readonly ipAddressType?: Value<string> | undefined;
  },
): Document | undefined {
  const configuration = unlessEmpty(members({ ...endpoint, vpcEndpointIds: unlessEmpty(endpoint.vpcEndpointIds) }));
  if (configuration === undefined) return servers;
  const [first, ...rest] = isList(servers) ? servers : [];
  return [{ url: '/', ...asMembers(first), [EXTENSION.endpointConfiguration]: configuration }, ...rest];
}
