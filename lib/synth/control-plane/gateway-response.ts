import {
  DEFAULT_GATEWAY_RESPONSE_TEMPLATE,
  GATEWAY_RESPONSE_STATUS,
  printRequestMappingSource,
  type GatewayResponse,
  type GatewayResponseType,
  type RestApi,
} from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import { representation, type Representation } from './representation.js';

/**
 * The items of GetGatewayResponses: all types, those that are not set with the defaults of API Gateway.
 *
 * Observed: a put sets every member; an omitted one takes the default of the type. DEFAULT_4XX and DEFAULT_5XX have no
 * status of their own, and apply to every type of theirs that is not set (docs/aws/control-plane.md section 7).
 */
export function renderGatewayResponses({ gatewayResponses = [] }: RestApi): readonly Representation[] {
  const set = new Map(gatewayResponses.map((response) => [response.responseType, response]));
  const types = Object.keys(GATEWAY_RESPONSE_STATUS) as readonly GatewayResponseType[];
  return sortBy(types, (type) => type).map((type) => renderGatewayResponse(type, set));
}

function renderGatewayResponse(
  type: GatewayResponseType,
  set: ReadonlyMap<GatewayResponseType, GatewayResponse>,
): Representation {
  const own = set.get(type);
  const status = GATEWAY_RESPONSE_STATUS[type]?.toString();
  const family = status === undefined ? undefined : set.get(status.startsWith('4') ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const { statusCode = status, responseParameters = [], responseTemplates } = own ?? family ?? {};
  return representation({
    responseType: type,
    statusCode,
    responseParameters: Object.fromEntries(
      responseParameters.map(({ target, source }) => [
        `gatewayresponse.${target.location}.${target.name}`,
        printRequestMappingSource(source),
      ]),
    ),
    responseTemplates: responseTemplates ?? { 'application/json': DEFAULT_GATEWAY_RESPONSE_TEMPLATE },
    defaultResponse: own === undefined,
  });
}
