import { parseIdentitySource, parseIdentitySources, type Authorizer, type IdentitySource } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { nameOf } from './names.js';
import type { ApiResource } from './resources.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
export function readAuthorizer(resource: ApiResource): readonly Authorizer[] {
  const { properties } = resource;
  const type = properties.knownOneOf('Type', ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS']);
  const authType = properties.text('AuthType');
  const resultTtlSeconds = properties.integer('AuthorizerResultTtlInSeconds');
  const expression = properties.text('IdentityValidationExpression');
  const identitySource = properties.value('IdentitySource');
  const uri = properties.value('AuthorizerUri');
  const credentials = properties.value('AuthorizerCredentials');
  const providerArns = properties.texts('ProviderARNs');
  const shared = {
    name: nameOf(resource),
    ...defined({ authType, resultTtlSeconds, identityValidationExpression: expression }),
  };
  const single = identitySource === undefined ? DEFAULT_IDENTITY_SOURCE : parseIdentitySource(identitySource, 'REST');
  const lambda = { uri: uri ?? '', ...(credentials !== undefined && { credentials }) };
  switch (type) {
    case 'TOKEN':
      return [{ type, ...shared, ...lambda, identitySource: single }];
    case 'REQUEST':
      return [{ type, ...shared, ...lambda, identitySource: parseIdentitySources(identitySource ?? '', 'REST') }];
    case 'COGNITO_USER_POOLS':
      return [
        {
          type,
          ...shared,
          identitySource: single,
          providerArns: providerArns ?? [],
        },
      ];
    case undefined:
      return [];
  }
}

// Assumed: as the console fills it in; the control plane asks for one.
const DEFAULT_IDENTITY_SOURCE: IdentitySource = { kind: 'header', name: 'Authorization' };
