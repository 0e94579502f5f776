import { InvalidDefinition, requireMap } from '../values/invalid-definition.js';
import { isTruthy, mapOf, type SamMap, type SamValue } from '../values/sam-value.js';
import { arnInvocationUri } from './integration.js';
import { iamScheme } from './security.js';

/**
 * An authorizer of an HTTP API, as `Auth.Authorizers` describes it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
export interface HttpAuthorizer {
  readonly scheme: SamMap;
  readonly scopes: SamValue[];
  /** The function that API Gateway gets the permission to call. */
  readonly permittedFunction?: SamValue;
}

/** The authorizers by name; IAM is one of them with `EnableIamAuthorizer`. */
export function readHttpAuthorizers(auth: SamMap, partition: string): ReadonlyMap<string, HttpAuthorizer> {
  const authorizers = new Map<string, HttpAuthorizer>();
  if (auth.get('EnableIamAuthorizer') === true) authorizers.set('AWS_IAM', { scheme: iamScheme(), scopes: [] });
  const configured = auth.getTrue('Authorizers');
  if (configured !== undefined)
    for (const [name, value] of requireMap(configured, 'Auth.Authorizers')) {
      const here = `Auth.Authorizers.${name}`;
      const settings = requireMap(value, here);
      const isJwt = isTruthy(settings.get('JwtConfiguration'));
      authorizers.set(name, isJwt ? readJwt(settings, here) : readLambda(settings, here, partition));
    }
  return authorizers;
}

const JWT_ONLY = ['AuthorizationScopes', 'IdentitySource'];
const LAMBDA_ONLY = [
  'FunctionArn',
  'FunctionInvokeRole',
  'Identity',
  'AuthorizerPayloadFormatVersion',
  'EnableSimpleResponses',
  'EnableFunctionDefaultPermissions',
];

function readJwt(settings: SamMap, here: string): HttpAuthorizer {
  refuse(settings, LAMBDA_ONLY, 'JWT', here);
  const configuration = requireMap(settings.get('JwtConfiguration'), `${here}.JwtConfiguration`);
  const authorizer = mapOf({
    jwtConfiguration: mapOf(
      Object.fromEntries([...configuration].map(([key, value]) => [key.toLowerCase(), value] as const)),
    ),
    identitySource: requireMember(settings, 'IdentitySource', 'JWT', here),
    type: 'jwt',
  });
  return {
    scheme: mapOf({ type: 'oauth2', 'x-amazon-apigateway-authorizer': authorizer }),
    scopes: settings.getList('AuthorizationScopes') ?? [],
  };
}

function readLambda(settings: SamMap, here: string, partition: string): HttpAuthorizer {
  refuse(settings, JWT_ONLY, 'Lambda', here);
  const functionArn = requireMember(settings, 'FunctionArn', 'Lambda', here);
  const role = settings.getTrue('FunctionInvokeRole');
  const identity = settings.getMap('Identity');
  const authorizer = mapOf({
    type: 'request',
    authorizerUri: arnInvocationUri(functionArn, partition),
    authorizerCredentials: role === 'NONE' ? undefined : role,
    authorizerResultTtlInSeconds: identity?.get('ReauthorizeEvery') ?? undefined,
    identitySource: isTruthy(identity) ? identitySources(identity) : undefined,
    authorizerPayloadFormatVersion: requireMember(settings, 'AuthorizerPayloadFormatVersion', 'Lambda', here),
    enableSimpleResponses: settings.getTrue('EnableSimpleResponses'),
  });
  const isPermitted = isTruthy(settings.get('EnableFunctionDefaultPermissions'));
  return {
    scheme: mapOf({ type: 'apiKey', name: 'Unused', in: 'header', 'x-amazon-apigateway-authorizer': authorizer }),
    scopes: [],
    ...(isPermitted && { permittedFunction: functionArn }),
  };
}

function requireMember(settings: SamMap, name: string, kind: string, here: string): SamValue {
  const value = settings.getTrue(name);
  if (value === undefined) throw new InvalidDefinition(`A ${kind} authorizer requires ${name}`, here);
  return value;
}

function refuse(settings: SamMap, names: readonly string[], kind: string, here: string): void {
  const wrong = names.find((name) => (settings.get(name) ?? null) !== null);
  if (wrong !== undefined) throw new InvalidDefinition(`A ${kind} authorizer has no ${wrong}`, here);
}

const IDENTITY_SOURCES = {
  Headers: '$request.header.',
  QueryStrings: '$request.querystring.',
  StageVariables: '$stageVariables.',
  Context: '$context.',
} as const;

function identitySources(identity: SamMap): SamValue[] {
  return Object.entries(IDENTITY_SOURCES).flatMap(([property, prefix]) =>
    (identity.getList(property) ?? []).filter((name) => typeof name === 'string').map((name) => prefix + name),
  );
}
