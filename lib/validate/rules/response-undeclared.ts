import {
  diagnostic,
  walkMethods,
  type Diagnostic,
  type IntegrationResponse,
  type MethodResponse,
  type Place,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Integration responses that refer to a status or a header which the method does not declare.
 *
 * Observed: https://github.com/amazon-archives/aws-apigateway-importer/issues/209 ("Invalid mapping expression parameter
 * specified: method.response.header.Location")
 * Observed: https://github.com/serverless-operations/serverless-apigateway-service-proxy/issues/179 ("Output mapping refers to
 * an invalid method response: 201", as each such response is made)
 * Assumed: the names of headers are compared in any case here, though API Gateway may tell them apart.
 */
export const responseUndeclared = defineRule({
  codes: ['response-undeclared'],
  protocols: ['REST'],
  summary: 'An integration response sets a status or a header that the method does not declare',
  fix: 'Declare the response and its headers at the method',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration, responses = [] }, _path, place) => {
      if (integration === undefined || integration.type === 'AWS_PROXY' || integration.type === 'HTTP_PROXY') return;
      // A document's response for all others.
      if (responses.some(({ statusCode }) => statusCode === 'default')) return;
      for (const response of integration.responses ?? []) found.push(...checkResponse(response, responses, place));
    });
    return found;
  },
});

function checkResponse(
  { statusCode, responseParameters = [] }: IntegrationResponse,
  responses: readonly MethodResponse[],
  place: Place,
): readonly Diagnostic[] {
  const at = { ...place, property: `integration response ${statusCode}` };
  const declared = responses.find((response) => response.statusCode === statusCode);
  const headers = new Set((declared?.responseHeaders ?? []).map(({ name }) => name.toLowerCase()));
  const undeclared = responseParameters.filter(({ header }) => !headers.has(header.toLowerCase()));
  if (declared === undefined) {
    return [diagnostic('response-undeclared', at, `The method has no response ${statusCode}; declare it`, 'warning')];
  }
  return undeclared.map(({ header }) =>
    diagnostic(
      'response-undeclared',
      at,
      `The header ${header} is mapped, and the method's response ${statusCode} does not declare it`,
    ),
  );
}
