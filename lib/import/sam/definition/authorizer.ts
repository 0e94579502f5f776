import { InvalidDefinition, requireMap } from '../values/invalid-definition.js';
import { asList, isTruthy, mapOf, type SamMap, type SamValue } from '../values/sam-value.js';
import { arnInvocationUri } from './integration.js';
import { iamScheme } from './security.js';

/**
 * An authorizer of a REST API, as `Auth.Authorizers` describes it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export type Authorizer = CognitoAuthorizer | LambdaAuthorizer | IamAuthorizer;

interface CognitoAuthorizer {
  readonly kind: 'cognito';
  readonly userPools: SamValue[];
  readonly identity: SamMap | undefined;
  readonly scopes: SamValue[];
}

interface LambdaAuthorizer {
  readonly kind: 'token' | 'request';
  readonly functionArn: SamValue;
  readonly invokeRole: SamValue | undefined;
  readonly identity: SamMap | undefined;
  readonly scopes: SamValue[];
  /** Whether API Gateway gets the permission to call the function. */
  readonly grantsPermission: boolean;
}

interface IamAuthorizer {
  readonly kind: 'iam';
  readonly scopes: SamValue[];
}

/** The authorizers that the methods of an API can name; IAM is one of them when it is the default. */
export function readAuthorizers(auth: SamMap): ReadonlyMap<string, Authorizer> {
  const authorizers = new Map<string, Authorizer>();
  if (auth.get('DefaultAuthorizer') === 'AWS_IAM') authorizers.set('AWS_IAM', { kind: 'iam', scopes: [] });
  const configured = auth.getTrue('Authorizers');
  if (configured !== undefined)
    for (const [name, settings] of requireMap(configured, 'Auth.Authorizers')) {
      const here = `Auth.Authorizers.${name}`;
      authorizers.set(name, readAuthorizer(requireMap(settings, here), here));
    }
  return authorizers;
}

/** The security definition of an authorizer. */
export function securityDefinition(authorizer: Authorizer, partition: string): SamMap {
  switch (authorizer.kind) {
    case 'iam':
      return iamScheme();
    case 'cognito':
      return scheme(headerOf(authorizer.identity), 'cognito_user_pools', {
        type: 'cognito_user_pools',
        providerARNs: authorizer.userPools,
        identityValidationExpression: authorizer.identity?.getTrue('ValidationExpression'),
      });
    case 'token':
      return scheme(headerOf(authorizer.identity), 'custom', {
        ...lambdaSettings(authorizer, partition),
        identityValidationExpression: authorizer.identity?.getTrue('ValidationExpression'),
      });
    case 'request': {
      const source = identitySource(authorizer.identity);
      return scheme('Unused', 'custom', {
        ...lambdaSettings(authorizer, partition),
        identitySource: source === '' ? undefined : source,
      });
    }
  }
}

function scheme(header: SamValue, authtype: string, settings: Readonly<Record<string, SamValue | undefined>>): SamMap {
  return mapOf({
    type: 'apiKey',
    name: header,
    in: 'header',
    'x-amazon-apigateway-authtype': authtype,
    'x-amazon-apigateway-authorizer': mapOf(settings),
  });
}

function lambdaSettings(
  authorizer: LambdaAuthorizer,
  partition: string,
): Readonly<Record<string, SamValue | undefined>> {
  return {
    type: authorizer.kind,
    authorizerUri: arnInvocationUri(authorizer.functionArn, partition),
    authorizerResultTtlInSeconds: authorizer.identity?.get('ReauthorizeEvery') ?? undefined,
    authorizerCredentials: authorizer.invokeRole,
  };
}

const IDENTITY_SOURCES = {
  Headers: 'method.request.header.',
  QueryStrings: 'method.request.querystring.',
  StageVariables: 'stageVariables.',
  Context: 'context.',
} as const;

function readAuthorizer(settings: SamMap, here: string): Authorizer {
  const given = settings.getTrue('Identity');
  const shared = {
    identity: given === undefined ? undefined : requireMap(given, `${here}.Identity`),
    scopes: settings.getList('AuthorizationScopes') ?? [],
  };
  const userPool = settings.getTrue('UserPoolArn');
  if (userPool !== undefined) return { kind: 'cognito', userPools: asList(userPool), ...shared };
  const kind = payloadKind(settings.get('FunctionPayloadType') ?? 'TOKEN', here);
  if (kind === 'request' && lacksIdentity(shared.identity)) {
    const sources = Object.keys(IDENTITY_SOURCES).join(', ');
    throw new InvalidDefinition(`A REQUEST authorizer requires one of ${sources} in its Identity`, here);
  }
  const role = settings.getTrue('FunctionInvokeRole');
  return {
    kind,
    functionArn: settings.get('FunctionArn') ?? null,
    invokeRole: role === 'NONE' ? undefined : role,
    grantsPermission: !isTruthy(settings.get('DisableFunctionDefaultPermissions')),
    ...shared,
  };
}

function payloadKind(type: SamValue, here: string): 'token' | 'request' {
  if (type === 'TOKEN') return 'token';
  if (type === 'REQUEST') return 'request';
  throw new InvalidDefinition('FunctionPayloadType must be TOKEN or REQUEST', here);
}

/** Results that are not cached need no identity source; a lifetime that is not a number counts as one. */
function lacksIdentity(identity: SamMap | undefined): boolean {
  if (identity === undefined) return true;
  if (Object.keys(IDENTITY_SOURCES).some((property) => identity.getTrue(property) !== undefined)) return false;
  const lifetime = identity.get('ReauthorizeEvery');
  const isNumber = typeof lifetime === 'number' || typeof lifetime === 'string';
  return !(isNumber && Number(lifetime) <= 0);
}

function identitySource(identity: SamMap | undefined): string {
  return Object.entries(IDENTITY_SOURCES)
    .flatMap(([property, prefix]) =>
      (identity?.getList(property) ?? []).map((name) => {
        if (typeof name === 'string') return prefix + name;
        throw new InvalidDefinition(`${property} of an Identity must be strings`, 'Auth.Authorizers');
      }),
    )
    .join(', ');
}

function headerOf(identity: SamMap | undefined): SamValue {
  return identity?.getTrue('Header') ?? 'Authorization';
}
