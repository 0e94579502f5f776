import type { HttpMethod } from '../../../model/index.js';
import type { MethodDefaults } from './method-props.js';

/** The defaults that a method of one HTTP method inherits. */
export function inherited<D extends MethodDefaults<string>>(httpMethod: HttpMethod, defaults: D): D {
  const without = NOT_INHERITED.filter(({ by }) => by(httpMethod)).flatMap(({ members }) => members);
  if (without.length === 0) return defaults;
  return Object.fromEntries(
    Object.entries(defaults).filter(([member]) => !without.some((name) => name === member)),
  ) as D;
}

const NOT_INHERITED: readonly {
  readonly by: (httpMethod: HttpMethod) => boolean;
  readonly members: readonly (keyof MethodDefaults)[];
}[] = [
  {
    // A browser's preflight has no credentials and no headers of the request that it asks for.
    by: (httpMethod) => httpMethod === 'OPTIONS',
    members: ['authorizer', 'scopes', 'apiKeyRequired', 'parameters', 'requestModels', 'validate'],
  },
  {
    by: (httpMethod) => httpMethod === 'GET' || httpMethod === 'HEAD' || httpMethod === 'DELETE',
    members: ['requestModels'],
  },
  {
    // Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
    by: (httpMethod) => httpMethod !== 'GET',
    members: ['cache'],
  },
];
