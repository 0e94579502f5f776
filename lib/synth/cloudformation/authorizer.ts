import { printIdentitySource, printIdentitySources, type Authorizer, type DocumentObject } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
export function renderAuthorizer(authorizer: Authorizer): DocumentObject {
  const { name, type, authType, resultTtlSeconds, identityValidationExpression } = authorizer;
  return {
    Name: name,
    Type: type,
    ...defined({
      AuthType: authType,
      AuthorizerResultTtlInSeconds: resultTtlSeconds,
      IdentityValidationExpression: identityValidationExpression,
    }),
    ...renderKind(authorizer),
  };
}

function renderKind(authorizer: Authorizer): DocumentObject {
  switch (authorizer.type) {
    case 'TOKEN':
      return { ...renderFunction(authorizer), IdentitySource: printIdentitySource(authorizer.identitySource, 'REST') };
    case 'REQUEST': {
      const { identitySource } = authorizer;
      return {
        ...renderFunction(authorizer),
        ...(identitySource.length > 0 && { IdentitySource: printIdentitySources(identitySource, 'REST') }),
      };
    }
    case 'COGNITO_USER_POOLS':
      return {
        IdentitySource: printIdentitySource(authorizer.identitySource, 'REST'),
        ProviderARNs: authorizer.providerArns,
      };
  }
}

function renderFunction({ uri, credentials }: Extract<Authorizer, { readonly uri: unknown }>): DocumentObject {
  return { AuthorizerUri: uri, ...defined({ AuthorizerCredentials: credentials }) };
}
