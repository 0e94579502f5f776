import { diagnostic, walkIntegrations, type Diagnostic, type Place } from '../../model/index.js';
import type { Rule } from '../rule.js';

/** Observed: "Invalid mapping expression specified". */
export const parameterMappingInvalid: Rule = (api) => {
  const found: Diagnostic[] = [];
  const check = (source: { readonly kind: string; readonly text?: unknown }, place: Place, forms: string): void => {
    if (source.kind !== 'invalid') return;
    found.push(
      diagnostic(
        'parameter-mapping-invalid',
        place,
        `Cannot use "${String(source.text)}" as a mapping expression: it is none of ${forms}, context.x, stageVariables.x and a literal in single quotes`,
      ),
    );
  };
  walkIntegrations(api, ({ requestParameters = [], responses = [] }, _method, _path, place) => {
    for (const { source, target } of requestParameters) {
      check(source, { ...place, property: `integration.request.${target.location}.${target.name}` }, REQUEST);
    }
    for (const { statusCode, responseParameters = [] } of responses) {
      for (const { source, header } of responseParameters) {
        const property = `integration response ${statusCode} method.response.header.${header}`;
        check(source, { ...place, property }, 'integration.response.header.x, integration.response.body.x');
      }
    }
  });
  for (const { responseType, responseParameters = [] } of api.gatewayResponses ?? []) {
    for (const { source, target } of responseParameters) {
      const property = `gatewayresponse.${target.location}.${target.name}`;
      check(source, { element: `gateway response ${responseType}`, property }, REQUEST);
    }
  }
  return found;
};

const REQUEST = 'method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x';
