import type { Translation } from '../translation.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, isTruthy, type SamValue } from '../values/sam-value.js';
import type { EventMethod } from './integration.js';
import { addCustomStatements, addResourcePolicy } from './resource-policy.js';
import { setMethodApiKey, setMethodAuthorizer } from './security.js';
import type { SwaggerDraft } from './swagger-draft.js';

/** A method of an event, with what its API decides about it. */
export interface AuthorizedMethod extends EventMethod {
  /** The properties of the API. */
  readonly api: SamMap;
  /** The API's stage if its name is known, else a word for all of them. */
  readonly stage: SamValue;
}

/**
 * Gives a method what the `Auth` of its event asks for: an authorizer with scopes, an API key, a resource policy.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
export function addEventAuth(
  translation: Translation,
  draft: SwaggerDraft,
  route: AuthorizedMethod,
  auth: SamMap,
): void {
  const resolved = resolveParameters(route.api.get('Auth'), translation.parameters);
  const apiAuth = resolved instanceof SamMap ? resolved : undefined;
  const { path, method } = route;
  const authorizer = auth.get('Authorizer');
  if (isTruthy(authorizer)) {
    const name = checkAuthorizer(authorizer, apiAuth, route);
    setMethodAuthorizer(draft, path, method, name, scopesOf(name, auth, apiAuth));
  } else if (isTruthy(auth.get('AuthorizationScopes')))
    throw new InvalidDefinition('Cannot ask for scopes: AuthorizationScopes needs an Authorizer', 'Auth');
  const isKeyRequired = auth.get('ApiKeyRequired') ?? null;
  if (isKeyRequired !== null) {
    if (!isTruthy(isKeyRequired) && !isTruthy(apiAuth?.get('ApiKeyRequired')))
      throw new InvalidDefinition('Cannot do without an API key: the API asks for none', 'Auth.ApiKeyRequired');
    setMethodApiKey(draft, path, method, isTruthy(isKeyRequired));
  }
  const policy = auth.get('ResourcePolicy');
  if (!isTruthy(policy)) return;
  if (!(policy instanceof SamMap))
    throw new InvalidDefinition('Cannot add a resource policy: it is no map', 'Auth.ResourcePolicy');
  addResourcePolicy(draft, policy, path, route.stage);
  const statements = policy.get('CustomStatements');
  if (isTruthy(statements)) addCustomStatements(draft, statements);
}

/** `AWS_IAM` needs no declaration, `NONE` a default to do without, any other name an authorizer of the API. */
function checkAuthorizer(authorizer: SamValue, apiAuth: SamMap | undefined, route: AuthorizedMethod): string {
  const here = `${route.method} ${route.path}`;
  if (typeof authorizer !== 'string')
    throw new InvalidDefinition(`Cannot set the authorizer of ${here}: its name is no text`, 'Auth.Authorizer');
  const name = authorizer;
  if (name === 'AWS_IAM') return authorizer;
  if (name === 'NONE') {
    if (isTruthy(apiAuth?.get('DefaultAuthorizer'))) return authorizer;
    throw new InvalidDefinition(
      `Cannot do without an authorizer for ${here}: the API has no default one`,
      'Auth.Authorizer',
    );
  }
  if (isTruthy(apiAuth?.getMap('Authorizers')?.get(authorizer))) return authorizer;
  throw new InvalidDefinition(
    `Cannot set the authorizer ${name} of ${here}: the API's Authorizers have none of that name`,
    'Auth.Authorizer',
  );
}

/** The scopes of the event, else those of the authorizer. */
function scopesOf(authorizer: string, auth: SamMap, apiAuth: SamMap | undefined): SamValue {
  const settings = apiAuth?.getMap('Authorizers')?.get(authorizer) ?? null;
  if (authorizer === 'NONE' || settings === null) return [];
  if (!(settings instanceof SamMap))
    throw new InvalidDefinition(`Cannot set the authorizer ${authorizer}: it is no map`, 'Auth.Authorizers');
  return auth.get('AuthorizationScopes') ?? settings.get('AuthorizationScopes') ?? [];
}
