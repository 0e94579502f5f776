import {
  diagnostic,
  hasPolicy,
  isPrivate,
  walkRoutes,
  type Diagnostic,
  type HttpApi,
  type HttpApiRoute,
  type Method,
  type RestApi,
} from '../../model/index.js';
import { defineRule } from '../rule.js';

/** Verbs that ask a backend to change something; ANY takes them too. */
const WRITING: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'ANY'];

/**
 * Methods and routes that change something for everybody: they have no authorization, and require no API key. An API
 * where nothing is closed is named once. What a resource policy or a private endpoint keeps away is not reported.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 */
export const writeUnauthenticated = defineRule({
  codes: ['write-unauthenticated'],
  protocols: ['REST', 'HTTP'],
  summary: 'Everybody may call a method or route that may write',
  fix: 'Require authorization, or suppress the finding where the method is meant for everybody',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
  check: (api) => {
    if (api.protocol === 'REST' && (isPrivate(api) || hasPolicy(api.policy))) return [];
    const open: string[] = [];
    let closed = 0;
    walkRoutes<RestApi | HttpApi>(api, (route, { element }) => {
      if (!isOpen(route)) closed += 1;
      else if (isWriting(element) && route.integration?.type !== 'MOCK' && route.integration !== undefined)
        open.push(element);
    });
    if (closed > 0) {
      return open.map((element) =>
        finding(element, 'Everybody may call the route, which may write: it has no authorization'),
      );
    }
    const [first, ...others] = open;
    if (first === undefined) return [];
    const routes =
      others.length === 0 ? `${first}, which may write` : `${first} and ${others.length} more that may write`;
    return [finding(api.id, `Nothing in the API requires authorization: everybody may call ${routes}`)];
  },
});

function isOpen(route: Method | HttpApiRoute): boolean {
  const requiresKey = 'apiKeyRequired' in route && route.apiKeyRequired === true;
  return (route.authorization?.type ?? 'NONE') === 'NONE' && !requiresKey;
}

/** By the name of the route: `POST /pets`, `$default`. */
function isWriting(name: string): boolean {
  return name === '$default' || WRITING.includes(name.split(' ')[0] ?? '');
}

function finding(element: string, message: string): Diagnostic {
  return diagnostic('write-unauthenticated', { element }, message);
}
