import { walkIntegrations, type Diagnostic, type Place, type RestApi, type WebSocketApi } from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import type { Rule } from '../rule.js';

const COMMON = 'context.x, stageVariables.x or a literal in single quotes';

const REQUEST = {
  REST: `method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, ${COMMON}`,
  WEBSOCKET: `route.request.header.x, route.request.querystring.x, route.request.body.x, ${COMMON}`,
};

const RESPONSE = `integration.response.header.x, integration.response.body.x, ${COMMON}`;

/** Mappings of integrations that API Gateway refuses. */
export const parameterMappingInvalid: Rule<RestApi | WebSocketApi> = (api) => {
  const found: Diagnostic[] = [];
  walkIntegrations(api, ({ requestParameters = [], responses = [] }, place) => {
    for (const { source, target } of requestParameters) {
      const at: Place = { ...place, property: `integration.request.${target.location}.${target.name}` };
      found.push(...checkParsed(source, 'a mapping expression', REQUEST[api.protocol], at));
    }
    for (const response of responses) {
      const name = 'statusCode' in response ? response.statusCode : response.integrationResponseKey;
      for (const { source, header } of response.responseParameters ?? []) {
        const at: Place = { ...place, property: `integration response ${name} method.response.header.${header}` };
        found.push(...checkParsed(source, 'a mapping expression', RESPONSE, at));
      }
    }
  });
  return found;
};

/** Mappings of gateway responses that API Gateway refuses. */
export const gatewayParameterInvalid: Rule<RestApi> = ({ gatewayResponses = [] }) =>
  gatewayResponses.flatMap(({ responseType, responseParameters = [] }) =>
    responseParameters.flatMap(({ source, target }) =>
      checkParsed(source, 'a mapping expression', REQUEST.REST, {
        element: `gateway response ${responseType}`,
        property: `gatewayresponse.${target.location}.${target.name}`,
      }),
    ),
  );
