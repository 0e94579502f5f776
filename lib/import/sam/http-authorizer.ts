import { Dictionary, type SamValue } from './dictionary.js';
import { sub } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { isTruthy } from './sam-value.js';
import { charactersOf, isText, textOf, type Text } from './text.js';

/**
 * An authorizer of an HTTP API, as `Auth.Authorizers` says it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
export interface HttpAuthorizer {
  readonly name: Text;
  readonly scheme: Dictionary;
  readonly scopes: SamValue[];
  /** The function that API Gateway gets a permission to call. */
  readonly permittedFunction?: SamValue;
}

/** The authorizers by name; IAM is one of them with `EnableIamAuthorizer`. */
export function readHttpAuthorizers(auth: Dictionary, partition: string): ReadonlyMap<string, HttpAuthorizer> {
  const authorizers = new Map<string, HttpAuthorizer>();
  if (auth.get('EnableIamAuthorizer') === true)
    authorizers.set('AWS_IAM', {
      name: 'AWS_IAM',
      scheme: Dictionary.of({
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      }),
      scopes: [],
    });
  const configured = auth.get('Authorizers');
  if (!isTruthy(configured)) return authorizers;
  if (!(configured instanceof Dictionary)) throw new InvalidDefinition('Cannot read Authorizers: it is no map', 'Auth');
  for (const [name, settings] of configured.entries()) {
    const here = `Auth.Authorizers.${charactersOf(name)}`;
    if (!(settings instanceof Dictionary))
      throw new InvalidDefinition('Cannot read the authorizer: it is no map', here);
    const isJwt = isTruthy(settings.get('JwtConfiguration'));
    const authorizer = isJwt ? readJwt(settings, here) : readLambda(settings, here, partition);
    authorizers.set(charactersOf(name), { name, ...authorizer });
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

function readJwt(settings: Dictionary, here: string): Omit<HttpAuthorizer, 'name'> {
  refuse(settings, LAMBDA_ONLY, 'a JWT authorizer', here);
  const configuration = settings.dictionary('JwtConfiguration');
  const source = settings.get('IdentitySource');
  if (configuration === undefined || !isTruthy(source))
    throw new InvalidDefinition(
      'Cannot read the authorizer: a JWT authorizer needs JwtConfiguration and IdentitySource',
      here,
    );
  const lowered = new Dictionary('insertion');
  for (const [key, value] of configuration.entries()) lowered.set(charactersOf(key).toLowerCase(), value);
  const authorizer = Dictionary.of({ jwtConfiguration: lowered, identitySource: source, type: 'jwt' });
  return {
    scheme: Dictionary.of({ type: 'oauth2', 'x-amazon-apigateway-authorizer': authorizer }),
    scopes: settings.list('AuthorizationScopes') ?? [],
  };
}

function readLambda(settings: Dictionary, here: string, partition: string): Omit<HttpAuthorizer, 'name'> {
  refuse(settings, JWT_ONLY, 'a Lambda authorizer', here);
  const functionArn = settings.get('FunctionArn');
  const version = settings.get('AuthorizerPayloadFormatVersion');
  if (!isTruthy(functionArn) || !isTruthy(version))
    throw new InvalidDefinition(
      'Cannot read the authorizer: a Lambda authorizer needs FunctionArn and AuthorizerPayloadFormatVersion',
      here,
    );
  const uri = `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`;
  const authorizer = Dictionary.of({ type: 'request', authorizerUri: sub(uri, { __FunctionArn__: functionArn }) });
  const role = settings.get('FunctionInvokeRole');
  if (isTruthy(role) && textOf(role) !== 'NONE') authorizer.set('authorizerCredentials', role);
  const identity = settings.dictionary('Identity');
  if (identity !== undefined && identity.size > 0) {
    const lifetime = identity.get('ReauthorizeEvery') ?? undefined;
    if (lifetime !== undefined) authorizer.set('authorizerResultTtlInSeconds', lifetime);
    authorizer.set('identitySource', identitySources(identity));
  }
  authorizer.set('authorizerPayloadFormatVersion', version);
  const simple = settings.get('EnableSimpleResponses');
  if (isTruthy(simple)) authorizer.set('enableSimpleResponses', simple);
  const scheme = Dictionary.of({
    type: 'apiKey',
    name: 'Unused',
    in: 'header',
    'x-amazon-apigateway-authorizer': authorizer,
  });
  const isPermitted = isTruthy(settings.get('EnableFunctionDefaultPermissions'));
  return { scheme, scopes: [], ...(isPermitted && { permittedFunction: functionArn }) };
}

function refuse(settings: Dictionary, names: readonly string[], kind: string, here: string): void {
  const wrong = names.find((name) => (settings.get(name) ?? null) !== null);
  if (wrong !== undefined) throw new InvalidDefinition(`Cannot read the authorizer: ${kind} has no ${wrong}`, here);
}

function identitySources(identity: Dictionary): SamValue[] {
  return [
    ['$request.header.', 'Headers'],
    ['$request.querystring.', 'QueryStrings'],
    ['$stageVariables.', 'StageVariables'],
    ['$context.', 'Context'],
  ].flatMap(([prefix = '', property = '']) =>
    (identity.list(property) ?? []).filter(isText).map((name) => prefix + charactersOf(name)),
  );
}
