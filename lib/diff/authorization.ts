import type { Place, Protocol } from '../model/index.js';
import type { ChangeKind } from './change.js';
import { below, isSame, value, type Compare } from './compare.js';
import { setDirection } from './direction.js';

/** The authorization of a route of any kind of API. */
interface Authorization {
  readonly type: string;
  readonly scopes?: readonly string[];
}

/** The authorization of a route; scopes by themselves where nothing else differs. */
export function compareAuthorization(protocol: Protocol): Compare<Authorization> {
  return (before, after, place: Place) => {
    const [{ scopes: was, ...from }, { scopes: is, ...to }] = [before, after];
    if (!isSame(from, to)) return value<Authorization>(authorizationKind)(before, after, place);
    return value<readonly string[] | undefined>((old, now) => scopesKind(old ?? [], now ?? [], protocol))(
      was,
      is,
      below(place, 'scopes'),
    );
  };
}

function authorizationKind(before: Authorization, after: Authorization): ChangeKind {
  if (before.type === after.type) return 'authorization-changed';
  if (before.type === 'NONE') return 'authorization-tightened';
  return after.type === 'NONE' ? 'authorization-loosened' : 'authorization-replaced';
}

/**
 * A token needs one of the scopes.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 */
function scopesKind(before: readonly string[], after: readonly string[], protocol: Protocol): ChangeKind {
  const direction = setDirection(before, after);
  if (direction === 'same') return 'rewritten';
  if (before.length === 0) return 'scopes-tightened';
  if (after.length === 0) return protocol === 'REST' ? 'scopes-changed' : 'scopes-loosened';
  return direction === 'more' ? 'scopes-loosened' : 'scopes-tightened';
}
