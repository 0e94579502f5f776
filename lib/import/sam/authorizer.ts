import { Dictionary, type SamValue } from './dictionary.js';
import { sub } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { isTruthy } from './sam-value.js';
import { AuthoredText, charactersOf, isText, textOf, type Text } from './text.js';

/**
 * An authorizer of a REST API, as `Auth.Authorizers` says it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export type Authorizer = CognitoAuthorizer | LambdaAuthorizer | IamAuthorizer;

interface CognitoAuthorizer {
  readonly kind: 'cognito';
  readonly userPools: SamValue[];
  readonly identity: Dictionary | undefined;
  readonly scopes: SamValue[];
}

interface LambdaAuthorizer {
  readonly kind: 'token' | 'request';
  readonly functionArn: SamValue;
  readonly invokeRole: SamValue | undefined;
  readonly identity: Dictionary | undefined;
  readonly scopes: SamValue[];
  /** Whether API Gateway gets the permission to call the function. */
  readonly grantsPermission: boolean;
}

interface IamAuthorizer {
  readonly kind: 'iam';
  readonly scopes: SamValue[];
}

export type NamedAuthorizers = readonly (readonly [name: Text, authorizer: Authorizer])[];

/** The authorizers of an `Auth` property; IAM is one of them when it is the default. */
export function readAuthorizers(auth: Dictionary, defaultAuthorizer: SamValue | undefined): NamedAuthorizers {
  const byName = Dictionary.definition();
  const authorizers = new Map<string, Authorizer>();
  if (isText(defaultAuthorizer) && textOf(defaultAuthorizer) === 'AWS_IAM') {
    byName.set(defaultAuthorizer, null);
    authorizers.set('AWS_IAM', { kind: 'iam', scopes: [] });
  }
  const configured = auth.get('Authorizers');
  if (isTruthy(configured)) {
    if (!(configured instanceof Dictionary))
      throw new InvalidDefinition('Cannot read Authorizers: it is no map', 'Auth');
    for (const [name, settings] of configured.entries()) {
      byName.set(name, null);
      authorizers.set(charactersOf(name), readAuthorizer(name, settings));
    }
  }
  return byName.keys().flatMap((name) => {
    const authorizer = authorizers.get(charactersOf(name));
    return authorizer === undefined ? [] : [[name, authorizer] as const];
  });
}

/** The security definition of an authorizer. */
export function securityDefinition(authorizer: Authorizer, partition: string): Dictionary {
  const definition = Dictionary.definition([
    ['type', 'apiKey'],
    ['name', headerOf(authorizer)],
    ['in', 'header'],
    ['x-amazon-apigateway-authtype', AUTHTYPES[authorizer.kind]],
  ]);
  if (authorizer.kind === 'iam') return definition;
  const settings = Dictionary.definition([['type', TYPES[authorizer.kind]]]);
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

function readAuthorizer(name: Text, settings: SamValue): Authorizer {
  const here = `Auth.Authorizers.${charactersOf(name)}`;
  if (!(settings instanceof Dictionary)) throw new InvalidDefinition(`Cannot read the authorizer: it is no map`, here);
  const identity = settings.get('Identity');
  if (isTruthy(identity) && !(identity instanceof Dictionary))
    throw new InvalidDefinition('Cannot read the authorizer: its Identity is no map', here);
  const shared = {
    identity: identity instanceof Dictionary ? identity : undefined,
    scopes: settings.list('AuthorizationScopes') ?? [],
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
    invokeRole: isTruthy(role) && textOf(role) !== 'NONE' ? role : undefined,
    grantsPermission: !isTruthy(settings.get('DisableFunctionDefaultPermissions')),
    ...shared,
  };
}

function payloadKind(type: SamValue | undefined, here: string): 'token' | 'request' {
  if (type === undefined || type === null || textOf(type) === 'TOKEN') return 'token';
  if (textOf(type) === 'REQUEST') return 'request';
  throw new InvalidDefinition('Cannot read the authorizer: FunctionPayloadType is TOKEN or REQUEST', here);
}

/** Answers may be uncached without an identity source; a lifetime that is no number counts as one. */
function lacksIdentity(identity: Dictionary | undefined): boolean {
  if (identity === undefined || identity.size === 0) return true;
  const named = IDENTITY_SOURCES.some(([property]) => isTruthy(identity.get(property)));
  const lifetime = identity.get('ReauthorizeEvery');
  const seconds = typeof lifetime === 'number' ? lifetime : Number(textOf(lifetime) ?? Number.NaN);
  return !named && !(seconds <= 0);
}

function identitySource(identity: Dictionary | undefined): Text {
  const sources = IDENTITY_SOURCES.flatMap(([property, prefix]) =>
    (identity?.list(property) ?? []).map((name) => {
      if (isText(name)) return [prefix + charactersOf(name), name] as const;
      throw new InvalidDefinition(`Cannot read the authorizer: its ${property} are texts`, 'Auth.Authorizers');
    }),
  );
  const joined = sources.map(([source]) => source).join(', ');
  return sources.some(([, name]) => name instanceof AuthoredText) ? new AuthoredText(joined) : joined;
}

function headerOf(authorizer: Authorizer): SamValue {
  if (authorizer.kind === 'iam') return 'Authorization';
  if (authorizer.kind === 'request') return 'Unused';
  const header = authorizer.identity?.get('Header');
  return isTruthy(header) ? header : 'Authorization';
}
