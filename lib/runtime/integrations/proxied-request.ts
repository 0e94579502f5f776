import type { HeaderLine } from '../http-message.js';
import type { QueryParameter } from '../request/query-string.js';
import type { OwnedInvocation } from './own-headers.js';

/** Of a client's headers an HTTP_PROXY backend never gets these (beside what is kept back from every integration). */
const NOT_PROXIED_TO_BACKEND: ReadonlySet<string> = new Set(['content-encoding', 'via', 'host', 'content-length']);

/** The headers that the backend of an HTTP_PROXY integration receives: the client's and the API's id. */
export function proxiedHeaders({ request, stage }: OwnedInvocation): readonly HeaderLine[] {
  const lines = request.headers.filter(([name]) => !NOT_PROXIED_TO_BACKEND.has(name.toLowerCase()));
  return [...lines, ['X-Amzn-Apigateway-Api-Id', stage.deployment.apiId]];
}

/** The query that it receives: a mapped parameter replaces the client's. */
export function proxiedQuery(
  client: readonly QueryParameter[],
  mapped: readonly QueryParameter[],
): readonly QueryParameter[] {
  if (mapped.length === 0) return client;
  const names = new Set(mapped.map(([name]) => name));
  return [...mapped, ...client.filter(([name]) => !names.has(name))];
}
