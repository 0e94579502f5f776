import { printValue } from '../../model/index.js';
import type { ApiGatewayResourceType } from '../../formats/cloudformation.js';
import { fillText } from '../../intrinsics/index.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { nameOf } from './names.js';
import type { Properties } from './properties.js';
import type { ReadContext } from './resources.js';

/** The types of authorization that use an authorizer, and those of them that check scopes. */
export interface AuthorizationTypes<T extends string = string> {
  readonly of: 'method' | 'route';
  readonly withAuthorizer: readonly T[];
  readonly withScopes: readonly T[];
  readonly authorizer: ApiGatewayResourceType;
}

/** The authorization that the properties of a method or a route ask for. */
export type AskedAuthorization<T extends string> =
  | { readonly type: 'NONE' | 'AWS_IAM' }
  | {
      readonly type: T;
      /** Its name; where the source does not have it, the id in the template, or the empty string without one. */
      readonly authorizer: string;
      readonly scopes?: readonly string[];
    };

/** The authorization of a method or a route that is not understood: an authorizer that no API has closes it. */
export const CLOSED = { type: 'CUSTOM', authorizer: '' } as const;

/** Reads the authorization of a method or a route; whatever is not understood must not open it. */
export function readAuthorization<T extends string>(
  properties: Properties,
  types: AuthorizationTypes<T>,
  context: ReadContext,
): AskedAuthorization<T> | typeof CLOSED | undefined {
  // The content of an include that failed, or of a misspelled property, may restrict access.
  if (properties.has('Fn::Transform') || properties.asksForUnknownAccess()) return CLOSED;
  const type = properties.knownOneOf('AuthorizationType', ['NONE', 'AWS_IAM', ...types.withAuthorizer]);
  const authorizerId = properties.value('AuthorizerId');
  const scopes = properties.knownTexts('AuthorizationScopes');
  const isAsked = properties.has('AuthorizerId') || asksForScopes(properties);
  if (type === undefined) {
    if (isAsked && !properties.has('AuthorizationType'))
      properties.report(
        'invalid-value',
        'AuthorizationType',
        `The ${types.of} names an authorizer or scopes and no AuthorizationType that uses them: the route is refused, and API Gateway may leave it open to everybody`,
      );
    return isAsked || properties.has('AuthorizationType') ? CLOSED : undefined;
  }
  if (type === 'NONE') {
    if (isAsked)
      properties.report(
        'not-read',
        'AuthorizationType',
        `The ${types.of} is open to everybody: with AuthorizationType NONE, API Gateway uses neither authorizer nor scopes`,
      );
    return { type: 'NONE' };
  }
  const checksScopes = types.withScopes.some((one) => one === type);
  if (!checksScopes && asksForScopes(properties))
    properties.report(
      'invalid-value',
      'AuthorizationScopes',
      `The ${types.of} has scopes, which API Gateway refuses with AuthorizationType ${type}; ${scopesRule(types.withScopes)}`,
    );
  if (type === 'AWS_IAM') return { type: 'AWS_IAM' };
  const resource = context.resources.referred(authorizerId, types.authorizer);
  const asked = { type, ...(checksScopes && defined({ scopes })) };
  if (resource !== undefined) return { ...asked, authorizer: nameOf(resource) };
  properties.report(
    'unresolved-reference',
    'AuthorizerId',
    `Cannot find the authorizer of the ${types.of}: its AuthorizerId refers to no authorizer of this source`,
    // API Gateway refuses a missing id; the authorizer that an id names may be in another stack.
    authorizerId === undefined ? 'error' : 'warning',
  );
  return { ...asked, authorizer: printValue(fillText(authorizerId ?? '', properties.lookup)) };
}

/** An empty list asks for nothing; what is no list asks for something unknown. */
function asksForScopes(properties: Properties): boolean {
  const scopes = properties.document('AuthorizationScopes');
  return scopes !== undefined && !(isList(scopes) && scopes.length === 0);
}

function scopesRule(types: readonly string[]): string {
  return types.length === 0 ? 'none checks scopes' : `only ${types.join(', ')} checks scopes`;
}
