import {
  printHttpMappingTarget,
  walkIntegrations,
  type Diagnostic,
  type HttpRequestMapping,
  type HttpResponseMapping,
  type Place,
} from '../../model/index.js';
import { checkParsed } from '../parsed.js';
import { defineRule } from '../rule.js';

/** Parameters of HTTP APIs' integrations that API Gateway refuses. */
export const httpMappingInvalid = defineRule({
  codes: ['parameter-mapping-invalid'],
  protocols: ['HTTP'],
  summary: 'A parameter mapping is not one that API Gateway knows',
  fix: 'Write the target as action:location and the value as text with $request, $response, $context or $stageVariables',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, (integration, place) => {
      if (integration.type === 'AWS_SERVICE') {
        for (const [name, value] of Object.entries(integration.parameters ?? {})) {
          const at = { ...place, property: `requestParameters ${name}` };
          found.push(...checkParsed(value, 'a mapping expression', REQUEST.values, at));
        }
      } else {
        for (const mapping of integration.requestParameters ?? []) {
          found.push(...checkMapping(mapping, REQUEST, { ...place, property: 'requestParameters' }));
        }
      }
      for (const { statusCode, mappings } of integration.responseParameters ?? []) {
        for (const mapping of mappings) {
          found.push(...checkMapping(mapping, RESPONSE, { ...place, property: `responseParameters ${statusCode}` }));
        }
      }
    });
    return found;
  },
});

interface Expected {
  readonly targets: string;
  readonly values: string;
}

const REQUEST: Expected = {
  targets: 'append, overwrite or remove with :header.x or :querystring.x, or overwrite:path',
  values:
    'text with $request.header.x, $request.querystring.x, $request.path.x, $request.body.x, $context.x, $stageVariables.x',
};

const RESPONSE: Expected = {
  targets: 'append, overwrite or remove with :header.x, or overwrite:statuscode',
  values: 'text with $response.header.x, $response.body.x, $context.x, $stageVariables.x',
};

function checkMapping(
  { target, value }: HttpRequestMapping | HttpResponseMapping,
  { targets, values }: Expected,
  place: Place,
): readonly Diagnostic[] {
  const at = { ...place, property: `${place.property ?? ''} ${printHttpMappingTarget(target)}` };
  return [
    ...checkParsed(target, 'a parameter that can be mapped', targets, at),
    ...checkParsed(value, 'a mapping expression', values, at),
  ];
}
