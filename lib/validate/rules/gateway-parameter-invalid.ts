import { REQUEST_SOURCES } from '../mapping-sources.js';
import { checkParsed } from '../parsed.js';
import { defineRule } from '../rule.js';

/** Mappings of gateway responses that API Gateway refuses. */
export const gatewayParameterInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['REST'],
  summary: 'A mapping of a gateway response is not one that API Gateway knows',
  fix: 'Write it as the message lists, with literals in single quotes',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html',
  check: ({ gatewayResponses = [] }) =>
    gatewayResponses.flatMap(({ responseType, responseParameters = [] }) =>
      responseParameters.flatMap(({ source, target }) =>
        checkParsed(source, 'a mapping expression', REQUEST_SOURCES.REST, {
          element: `gateway response ${responseType}`,
          property: `gatewayresponse.${target.location}.${target.name}`,
        }),
      ),
    ),
});
