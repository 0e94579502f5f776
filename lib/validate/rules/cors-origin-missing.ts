import { diagnostic, type Diagnostic, type Method } from '../../model/index.js';
import { ALLOW_ORIGIN, preflightsOf, responseSets } from '../preflight.js';
import { defineRule } from '../rule.js';

/**
 * Methods that a preflight allows, whose own responses do not name the origin: the browser sends the request, and keeps
 * the response from the page. Those of proxy integrations come from the backend: they are not known, and named once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export const corsOriginMissing = defineRule({
  codes: ['cors-origin-missing'],
  protocols: ['REST'],
  summary: 'A preflight allows a method whose responses do not set Access-Control-Allow-Origin',
  fix: 'Map Access-Control-Allow-Origin in each integration response, or have the backend of a proxy integration set it',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    const proxied: string[] = [];
    for (const { path, allows } of preflightsOf(api)) {
      const methods = api.resources
        .filter((resource) => resource.path === path)
        .flatMap((resource) => resource.methods);
      for (const method of methods) {
        if (method.httpMethod === 'OPTIONS' || !allows(method.httpMethod)) continue;
        const element = `${method.httpMethod} ${path}`;
        if (isProxied(method)) proxied.push(element);
        const without = responsesWithoutOrigin(method);
        if (without.length === 0) continue;
        const message = `The preflight of ${path} allows the method, and its integration ${without.length === 1 ? 'response' : 'responses'} ${without.join(', ')} ${without.length === 1 ? 'does' : 'do'} not set ${ALLOW_ORIGIN}: pages of other origins cannot read the response`;
        found.push(diagnostic('cors-origin-missing', { element }, message));
      }
    }
    const [first, ...others] = proxied;
    if (first !== undefined) {
      const subject =
        others.length === 0 ? `The backend of ${first}` : `The backends of ${first} and ${others.length} more`;
      const message = `${subject} ${others.length === 0 ? 'has' : 'have'} to set ${ALLOW_ORIGIN}: API Gateway adds no header to responses of proxy integrations`;
      found.push(diagnostic('cors-origin-missing', { element: 'cors' }, message, 'info'));
    }
    return found;
  },
});

function isProxied({ integration }: Method): boolean {
  return integration?.type === 'AWS_PROXY' || integration?.type === 'HTTP_PROXY';
}

/** The statuses of the integration responses; a proxy integration does not use any. */
function responsesWithoutOrigin(method: Method): readonly string[] {
  if (isProxied(method)) return [];
  return (method.integration?.responses ?? [])
    .filter((response) => !responseSets(response, ALLOW_ORIGIN))
    .map(({ statusCode }) => statusCode);
}
