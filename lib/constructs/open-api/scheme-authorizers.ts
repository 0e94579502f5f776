import { isObject } from '../../support/is-object.js';
import { suggestName } from '../../support/nearest-name.js';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * A document whose named security schemes are authorizers for its reader, whatever they are without API Gateway's
 * extensions. Which authorizer each is, the API knows.
 *
 * @throws {SluiceError} `authorizer-without-scheme` when the document has no such scheme
 */
export function withAuthorizerSchemes(
  document: unknown,
  names: readonly string[],
  place: string,
  protocol: keyof typeof SCHEMES,
): unknown {
  if (names.length === 0 || !isObject(document)) return document;
  const { components, securityDefinitions } = document;
  if (isObject(securityDefinitions)) {
    return { ...document, securityDefinitions: asAuthorizers(securityDefinitions, names, place, SCHEMES[protocol]) };
  }
  const schemes = isObject(components) && isObject(components.securitySchemes) ? components.securitySchemes : {};
  return {
    ...document,
    components: {
      ...(isObject(components) ? components : {}),
      securitySchemes: asAuthorizers(schemes, names, place, SCHEMES[protocol]),
    },
  };
}

function asAuthorizers(
  schemes: Readonly<Record<string, unknown>>,
  names: readonly string[],
  place: string,
  scheme: object,
): Readonly<Record<string, unknown>> {
  for (const name of names) {
    if (Object.hasOwn(schemes, name)) continue;
    throw new SluiceError('authorizer-without-scheme', `The document of ${place} has no security scheme "${name}"`, {
      hint: suggestName(name, 'Security schemes', Object.keys(schemes)),
    });
  }
  return { ...schemes, ...Object.fromEntries(names.map((name) => [name, scheme])) };
}

/** Authorizers of the kinds whose scopes are read. */
const SCHEMES = {
  REST: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': {
      type: 'cognito_user_pools',
      providerARNs: ['arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_example'],
    },
  },
  HTTP: {
    type: 'oauth2',
    flows: {},
    'x-amazon-apigateway-authorizer': {
      type: 'jwt',
      identitySource: '$request.header.Authorization',
      jwtConfiguration: { issuer: 'https://example.com', audience: ['example'] },
    },
  },
};
