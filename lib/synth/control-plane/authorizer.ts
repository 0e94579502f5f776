import {
  printIdentitySource,
  printIdentitySources,
  type Authorizer,
  type RestApi,
  type Value,
} from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import { representation, unlessEmpty, type Representation } from './representation.js';

/**
 * The items of GetAuthorizers, by name and without ids.
 *
 * Observed: an import without authorizerResultTtlInSeconds returns none, whatever the type of the authorizer.
 */
export function renderAuthorizers({ authorizers = [] }: RestApi): readonly Representation[] {
  return sortBy(authorizers, ({ name }) => name).map((authorizer) =>
    representation({
      name: authorizer.name,
      type: authorizer.type,
      ...(authorizer.type === 'COGNITO_USER_POOLS'
        ? { providerARNs: unlessEmpty(authorizer.providerArns) }
        : { authorizerUri: authorizer.uri, authorizerCredentials: authorizer.credentials }),
      authType: authorizer.authType,
      identitySource: printIdentity(authorizer),
      identityValidationExpression: authorizer.identityValidationExpression,
      authorizerResultTtlInSeconds: authorizer.resultTtlSeconds,
    }),
  );
}

/** A REQUEST authorizer that does not cache may have no identity source. */
function printIdentity(authorizer: Authorizer): Value<string> | undefined {
  if (authorizer.type !== 'REQUEST') return printIdentitySource(authorizer.identitySource, 'REST');
  const { identitySource } = authorizer;
  return identitySource.length === 0 ? undefined : printIdentitySources(identitySource, 'REST');
}
