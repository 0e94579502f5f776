import { diagnostic, pathParameterNames, walkMethods, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Path parameters that a method declares, or declares and maps, and that the path does not have. A mapping of one that is
 * not declared either is `request-parameter-undeclared`, which API Gateway refuses.
 *
 * Observed: API Gateway takes the definition, and the parameter is missing in every request.
 */
export const pathParameterUnknown = defineRule({
  codes: ['path-parameter-unknown'],
  protocols: ['REST'],
  summary: 'A path parameter is named that the path does not have',
  fix: 'Put the parameter into the path, or correct its name',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ requestParameters = [], integration }, path, place) => {
      const names = pathParameterNames(path);
      const has = names.length === 0 ? 'the path has none' : `the path has ${names.join(', ')}`;
      const unknown = new Set<string>();
      for (const { location, name } of requestParameters) {
        if (location === 'path' && !names.includes(name)) {
          unknown.add(name);
          const message = `Cannot take the path parameter "${name}": ${has}`;
          found.push(diagnostic('path-parameter-unknown', { ...place, property: `parameters path.${name}` }, message));
        }
      }
      for (const { source, target } of integration?.requestParameters ?? []) {
        if (source.kind === 'path' && unknown.has(source.name)) {
          found.push(
            diagnostic(
              'path-parameter-unknown',
              { ...place, property: `integration.request.${target.location}.${target.name}` },
              `Cannot map method.request.path.${source.name}: ${has}`,
            ),
          );
        }
      }
    });
    return found;
  },
});
