import { diagnostic, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Settings of a stage for a path or a method that the API does not have.
 *
 * Observed: API Gateway takes them; the method need not exist (docs/aws/control-plane.md, section 7).
 */
export const settingsUnknown = defineRule({
  codes: ['settings-unknown'],
  protocols: ['REST'],
  summary: 'A stage has settings for a path or a method that the API does not have',
  fix: 'Correct the path and the method of the settings, or remove them',
  source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html',
  check: ({ id, resources, stages }, { unread }) => {
    // A definition that could not be read whole.
    if (resources.length === 0 || unread?.has(id) === true) return [];
    const methodsOf = new Map(
      resources.map(({ path, methods }) => [path, new Set<string>(methods.map(({ httpMethod }) => httpMethod))]),
    );
    const found: Diagnostic[] = [];
    for (const { name, methodSettings = [] } of stages) {
      for (const { path, httpMethod } of methodSettings) {
        if (path === '*') continue;
        const methods = methodsOf.get(path);
        if (methods !== undefined && (httpMethod === '*' || methods.has(httpMethod) || methods.has('ANY'))) continue;
        const place = { element: `stage ${name}`, property: `settings of ${httpMethod} ${path}` };
        const what =
          methods === undefined ? `The API has no path ${path} with methods` : `${path} has no ${httpMethod} method`;
        found.push(diagnostic('settings-unknown', place, `${what}; the settings have no effect`));
      }
    }
    return found;
  },
});
