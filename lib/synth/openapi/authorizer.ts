import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  printIdentitySource,
  printIdentitySources,
  type Authorizer,
  type IdentitySource,
  type Protocol,
  type Value,
} from '../../model/index.js';
import { members, type Members } from './members.js';

/**
 * An authorizer as a security scheme. The header of a TOKEN or Cognito authorizer is the scheme's name; a REQUEST
 * authorizer has its own list of sources, and its scheme's name means nothing.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function renderAuthorizer(authorizer: Authorizer): Members {
  return members({
    type: 'apiKey',
    name: schemeHeader(authorizer),
    in: 'header',
    [EXTENSION.authtype]: authorizer.authType,
    [EXTENSION.authorizer]: renderSettings(authorizer),
  });
}

function schemeHeader(authorizer: Authorizer): string {
  if (authorizer.type === 'REQUEST') return 'Unused';
  const { identitySource } = authorizer;
  return identitySource.kind === 'header' ? identitySource.name : 'Authorization';
}

function renderSettings(authorizer: Authorizer): Members {
  const { resultTtlSeconds, identityValidationExpression } = authorizer;
  const shared = { authorizerResultTtlInSeconds: resultTtlSeconds, identityValidationExpression };
  switch (authorizer.type) {
    case 'TOKEN':
      return members({
        type: 'token',
        authorizerUri: authorizer.uri,
        authorizerCredentials: authorizer.credentials,
        identitySource: ownIdentitySource(authorizer.identitySource),
        ...shared,
      });
    case 'REQUEST':
      return members({
        type: 'request',
        authorizerUri: authorizer.uri,
        authorizerCredentials: authorizer.credentials,
        identitySource: renderIdentitySources(authorizer.identitySource, 'REST'),
        ...shared,
      });
    case 'COGNITO_USER_POOLS':
      return members({
        type: 'cognito_user_pools',
        providerARNs: authorizer.providerArns,
        identitySource: ownIdentitySource(authorizer.identitySource),
        ...shared,
      });
  }
}

/** Written only where the scheme's header cannot say it. */
function ownIdentitySource(source: IdentitySource): Value<string> | undefined {
  return source.kind === 'header' ? undefined : printIdentitySource(source, 'REST');
}

/** Several sources are one string with commas; none is absent. */
export function renderIdentitySources(
  sources: readonly IdentitySource[] | undefined,
  protocol: Protocol,
): Value<string> | undefined {
  return sources === undefined || sources.length === 0 ? undefined : printIdentitySources(sources, protocol);
}
