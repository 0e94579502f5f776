import { sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, isTruthy, type SamValue } from '../values/sam-value.js';

/**
 * An authorizer of an HTTP API, as `Auth.Authorizers` says it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
export interface HttpAuthorizer {
  readonly name: string;
  readonly scheme: SamMap;
  readonly scopes: SamValue[];
  /** The function that API Gateway gets a permission to call. */
  readonly permittedFunction?: SamValue;
}

/** The authorizers by name; IAM is one of them with `EnableIamAuthorizer`. */
export function readHttpAuthorizers(auth: SamMap, partition: string): ReadonlyMap<string, HttpAuthorizer> {
  const authorizers = new Map<string, HttpAuthorizer>();
  if (auth.get('EnableIamAuthorizer') === true)
    authorizers.set('AWS_IAM', {
      name: 'AWS_IAM',
      scheme: mapOf({
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      }),
      scopes: [],
    });
  const configured = auth.get('Authorizers');
  if (!isTruthy(configured)) return authorizers;
  if (!(configured instanceof SamMap)) throw new InvalidDefinition('Cannot read Authorizers: it is no map', 'Auth');
  for (const [name, settings] of configured) {
    const here = `Auth.Authorizers.${name}`;
    if (!(settings instanceof SamMap)) throw new InvalidDefinition('Cannot read the authorizer: it is no map', here);
    const isJwt = isTruthy(settings.get('JwtConfiguration'));
    const authorizer = isJwt ? readJwt(settings, here) : readLambda(settings, here, partition);
    authorizers.set(name, { name, ...authorizer });
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

function readJwt(settings: SamMap, here: string): Omit<HttpAuthorizer, 'name'> {
  refuse(settings, LAMBDA_ONLY, 'a JWT authorizer', here);
  const configuration = settings.getMap('JwtConfiguration');
  const source = settings.get('IdentitySource');
  if (configuration === undefined || !isTruthy(source))
    throw new InvalidDefinition(
      'Cannot read the authorizer: a JWT authorizer needs JwtConfiguration and IdentitySource',
      here,
    );
  const lowered = new SamMap();
  for (const [key, value] of configuration) lowered.set(key.toLowerCase(), value);
  const authorizer = mapOf({ jwtConfiguration: lowered, identitySource: source, type: 'jwt' });
  return {
    scheme: mapOf({ type: 'oauth2', 'x-amazon-apigateway-authorizer': authorizer }),
    scopes: settings.getList('AuthorizationScopes') ?? [],
  };
}

function readLambda(settings: SamMap, here: string, partition: string): Omit<HttpAuthorizer, 'name'> {
  refuse(settings, JWT_ONLY, 'a Lambda authorizer', here);
  const functionArn = settings.get('FunctionArn');
  const version = settings.get('AuthorizerPayloadFormatVersion');
  if (!isTruthy(functionArn) || !isTruthy(version))
    throw new InvalidDefinition(
      'Cannot read the authorizer: a Lambda authorizer needs FunctionArn and AuthorizerPayloadFormatVersion',
      here,
    );
  const uri = `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`;
  const authorizer = mapOf({ type: 'request', authorizerUri: sub(uri, { __FunctionArn__: functionArn }) });
  const role = settings.get('FunctionInvokeRole');
  if (isTruthy(role) && role !== 'NONE') authorizer.set('authorizerCredentials', role);
  const identity = settings.getMap('Identity');
  if (identity !== undefined && identity.size > 0) {
    const lifetime = identity.get('ReauthorizeEvery') ?? undefined;
    if (lifetime !== undefined) authorizer.set('authorizerResultTtlInSeconds', lifetime);
    authorizer.set('identitySource', identitySources(identity));
  }
  authorizer.set('authorizerPayloadFormatVersion', version);
  const simple = settings.get('EnableSimpleResponses');
  if (isTruthy(simple)) authorizer.set('enableSimpleResponses', simple);
  const scheme = mapOf({
    type: 'apiKey',
    name: 'Unused',
    in: 'header',
    'x-amazon-apigateway-authorizer': authorizer,
  });
  const isPermitted = isTruthy(settings.get('EnableFunctionDefaultPermissions'));
  return { scheme, scopes: [], ...(isPermitted && { permittedFunction: functionArn }) };
}

function refuse(settings: SamMap, names: readonly string[], kind: string, here: string): void {
  const wrong = names.find((name) => (settings.get(name) ?? null) !== null);
  if (wrong !== undefined) throw new InvalidDefinition(`Cannot read the authorizer: ${kind} has no ${wrong}`, here);
}

function identitySources(identity: SamMap): SamValue[] {
  return [
    ['$request.header.', 'Headers'],
    ['$request.querystring.', 'QueryStrings'],
    ['$stageVariables.', 'StageVariables'],
    ['$context.', 'Context'],
  ].flatMap(([prefix = '', property = '']) =>
    (identity.getList(property) ?? []).filter((item) => typeof item === 'string').map((name) => prefix + name),
  );
}
