import { walkIntegrations, type Diagnostic, type Place } from '../../model/index.js';
import { COMMON_SOURCES, REQUEST_SOURCES } from '../mapping-sources.js';
import { checkParsed } from '../parsed.js';
import { defineRule } from '../rule.js';

const RESPONSE = `integration.response.header.x, integration.response.body.x, ${COMMON_SOURCES}`;

/** Mappings of integrations that API Gateway refuses. */
export const parameterMappingInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A mapping of an integration is not one that API Gateway knows',
  fix: 'Write it as the message lists, with literals in single quotes',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, ({ requestParameters = [], responses = [] }, place) => {
      for (const { source, target } of requestParameters) {
        const at: Place = { ...place, property: `integration.request.${target.location}.${target.name}` };
        found.push(...checkParsed(source, 'a mapping expression', REQUEST_SOURCES[api.protocol], at));
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
  },
});
