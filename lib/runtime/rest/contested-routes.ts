import type { NormalizedMethod, NormalizedResource } from '../../model/normalize.js';
import { canonicalJson } from '../../support/canonical-json.js';
import type { NotSimulated } from '../not-simulated.js';

/** Tells of a route what its definitions disagree about. */
export type FindContested = (path: string, method: NormalizedMethod) => readonly NotSimulated[];

/**
 * Finds routes that are defined more than once and ask for different access control. API Gateway refuses such a
 * definition, or keeps one of them; neither order may open the route here.
 */
export function findContestedRoutes(resources: readonly NormalizedResource[]): FindContested {
  const access = new Map<string, Set<string>>();
  for (const { path, methods } of resources) {
    for (const method of methods) {
      const key = keyOf(path, method);
      access.set(key, (access.get(key) ?? new Set()).add(canonicalJson(accessOf(method))));
    }
  }
  return (path, method) =>
    (access.get(keyOf(path, method))?.size ?? 0) < 2
      ? []
      : [
          {
            feature: 'authorizer',
            detail: `${method.httpMethod} ${path}, which is defined more than once with different access control,`,
            optional: false,
          },
        ];
}

function accessOf({ authorization, apiKeyRequired }: NormalizedMethod): Parameters<typeof canonicalJson>[0] {
  return { authorization, apiKeyRequired };
}

/** `/{a}` and `/{b}` are one route. */
function keyOf(path: string, { httpMethod }: NormalizedMethod): string {
  return `${httpMethod} ${path.replace(/\{[^}]*?(\+?)\}/g, '{$1}')}`;
}
