import type { Authorizer } from '../../model/index.js';
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
  const identitySource = properties.text('IdentitySource');
  const uri = properties.value('AuthorizerUri');
  const credentials = properties.value('AuthorizerCredentials');
  const providerArns = properties.texts('ProviderARNs');
  const shared = {
    name: nameOf(resource),
    ...defined({ authType, resultTtlSeconds, identityValidationExpression: expression }),
  };
  const lambda = { uri: uri ?? '', ...(credentials !== undefined && { credentials }) };
  switch (type) {
    case 'TOKEN':
      return [{ type, ...shared, ...lambda, identitySource: identitySource ?? DEFAULT_IDENTITY_SOURCE }];
    case 'REQUEST':
      return [{ type, ...shared, ...lambda, identitySource: splitSources(identitySource) }];
    case 'COGNITO_USER_POOLS':
      return [
        {
          type,
          ...shared,
          identitySource: identitySource ?? DEFAULT_IDENTITY_SOURCE,
          providerArns: providerArns ?? [],
        },
      ];
    case undefined:
      return [];
  }
}

// Assumed: as the console fills it in; the control plane asks for one.
const DEFAULT_IDENTITY_SOURCE = 'method.request.header.Authorization';

function splitSources(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
}
