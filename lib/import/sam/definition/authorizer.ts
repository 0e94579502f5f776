import { sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';

/**
 * An authorizer of a REST API, as `Auth.Authorizers` says it.
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

export type NamedAuthorizers = readonly (readonly [name: string, authorizer: Authorizer])[];

/** The authorizers of an `Auth` property; IAM is one of them when it is the default. */
export function readAuthorizers(auth: SamMap, defaultAuthorizer: SamValue | undefined): NamedAuthorizers {
  const authorizers = new Map<string, Authorizer>();
  if (defaultAuthorizer === 'AWS_IAM') authorizers.set('AWS_IAM', { kind: 'iam', scopes: [] });
  const configured = auth.get('Authorizers');
  if (isTruthy(configured)) {
    if (!(configured instanceof SamMap)) throw new InvalidDefinition('Cannot read Authorizers: it is no map', 'Auth');
    for (const [name, settings] of configured) authorizers.set(name, readAuthorizer(name, settings));
  }
  return [...authorizers];
}

/** The security definition of an authorizer. */
export function securityDefinition(authorizer: Authorizer, partition: string): SamMap {
  const definition = mapOf({
    type: 'apiKey',
    name: headerOf(authorizer),
    in: 'header',
    'x-amazon-apigateway-authtype': AUTHTYPES[authorizer.kind],
  });
  if (authorizer.kind === 'iam') return definition;
  const settings = mapOf({ type: TYPES[authorizer.kind] });
  definition.set('x-amazon-apigateway-authorizer', settings);
  if (authorizer.kind === 'cognito') settings.set('providerARNs', authorizer.userPools);
  else {
    const uri = `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`;
    settings.set('authorizerUri', sub(uri, { __FunctionArn__: authorizer.functionArn }));
    const lifetime = authorizer.identity?.get('ReauthorizeEvery') ?? undefined;
    if (lifetime !== undefined) settings.set('authorizerResultTtlInSeconds', lifetime);
    if (authorizer.invokeRole !== undefined) settings.set('authorizerCredentials', authorizer.invokeRole);
    const source = authorizer.kind === 'request' ? identitySource(authorizer.identity) : '';
    if (isTruthy(source)) settings.set('identitySource', source);
  }
  const validation = authorizer.kind === 'request' ? undefined : authorizer.identity?.get('ValidationExpression');
  if (isTruthy(validation)) settings.set('identityValidationExpression', validation);
  return definition;
}

const AUTHTYPES = { cognito: 'cognito_user_pools', token: 'custom', request: 'custom', iam: 'awsSigv4' } as const;
const TYPES = { cognito: 'cognito_user_pools', token: 'token', request: 'request' } as const;

const IDENTITY_SOURCES = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
] as const;

function readAuthorizer(name: string, settings: SamValue): Authorizer {
  const here = `Auth.Authorizers.${name}`;
  if (!(settings instanceof SamMap)) throw new InvalidDefinition(`Cannot read the authorizer: it is no map`, here);
  const identity = settings.get('Identity');
  if (isTruthy(identity) && !(identity instanceof SamMap))
    throw new InvalidDefinition('Cannot read the authorizer: its Identity is no map', here);
  const shared = {
    identity: identity instanceof SamMap ? identity : undefined,
    scopes: settings.getList('AuthorizationScopes') ?? [],
  };
  const userPool = settings.get('UserPoolArn');
  if (isTruthy(userPool))
    return { kind: 'cognito', userPools: Array.isArray(userPool) ? userPool : [userPool], ...shared };
  const kind = payloadKind(settings.get('FunctionPayloadType'), here);
  if (kind === 'request' && lacksIdentity(shared.identity))
    throw new InvalidDefinition(
      'Cannot read the authorizer: a REQUEST authorizer needs Headers, QueryStrings, StageVariables or Context in its Identity',
      here,
    );
  const role = settings.get('FunctionInvokeRole');
  return {
    kind,
    functionArn: settings.get('FunctionArn') ?? null,
    invokeRole: isTruthy(role) && role !== 'NONE' ? role : undefined,
    grantsPermission: !isTruthy(settings.get('DisableFunctionDefaultPermissions')),
    ...shared,
  };
}

function payloadKind(type: SamValue | undefined, here: string): 'token' | 'request' {
  if (type === undefined || type === null || type === 'TOKEN') return 'token';
  if (type === 'REQUEST') return 'request';
  throw new InvalidDefinition('Cannot read the authorizer: FunctionPayloadType is TOKEN or REQUEST', here);
}

/** Answers may be uncached without an identity source; a lifetime that is no number counts as one. */
function lacksIdentity(identity: SamMap | undefined): boolean {
  if (identity === undefined || identity.size === 0) return true;
  const named = IDENTITY_SOURCES.some(([property]) => isTruthy(identity.get(property)));
  const lifetime = identity.get('ReauthorizeEvery');
  const seconds = typeof lifetime === 'number' ? lifetime : Number(stringOf(lifetime) ?? Number.NaN);
  return !named && !(seconds <= 0);
}

function identitySource(identity: SamMap | undefined): string {
  return IDENTITY_SOURCES.flatMap(([property, prefix]) =>
    (identity?.getList(property) ?? []).map((name) => {
      if (typeof name === 'string') return prefix + name;
      throw new InvalidDefinition(`Cannot read the authorizer: its ${property} are texts`, 'Auth.Authorizers');
    }),
  ).join(', ');
}

function headerOf(authorizer: Authorizer): SamValue {
  if (authorizer.kind === 'iam') return 'Authorization';
  if (authorizer.kind === 'request') return 'Unused';
  const header = authorizer.identity?.get('Header');
  return isTruthy(header) ? header : 'Authorization';
}
