import { sign } from 'aws4';
import {
  isDeployTime,
  LOCAL_ACCOUNT,
  LOCAL_REGION,
  userPoolIssuer,
  type ApiCollection,
  type Authorizer,
  type Document,
  type IdentitySource,
  type Method,
  type MethodAuthorization,
  type RestApi,
} from '../../lib/model/index.js';
import type { HeaderLine, LocalRuntime } from '../../lib/runtime/index.js';
import type { Identity } from '../../lib/runtime/identity.js';

/** A request before it is sent, as far as credentials change it. */
export interface CredentialedRequest {
  readonly method: string;
  /** With stage and query. */
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** For a Lambda authorizer: it fits the validation expressions of the corpus. */
export const TOKEN = 'Bearer a.b.c';

const API_KEY = 'a-key-of-the-stand-in-usage-plan';

export const IDENTITY: Identity = {
  accessKeyId: 'AKIASERVED',
  secretAccessKey: 'secret',
  arn: 'arn:aws:iam::000000000000:user/served',
  accountId: '000000000000',
  userId: 'AIDASERVED',
  policies: [{ Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' } }],
};

const LAMBDA_URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:StandInAuthorizer/invocations';

/** Whether an API has the authorizer that a method names. */
export function hasAuthorizer({ authorizers = [] }: RestApi, authorization: MethodAuthorization): boolean {
  return !('authorizer' in authorization) || authorizers.some(({ name }) => name === authorization.authorizer);
}

/**
 * Adds the authorizers that are in a file of their own, and fills in the functions and user pools that another tool would
 * write where the file has a placeholder.
 */
export function withStandInAuthorizers(api: RestApi): RestApi {
  const named = api.resources.flatMap(({ methods }) =>
    methods.flatMap(({ authorization = { type: 'NONE' } }) =>
      'authorizer' in authorization && !hasAuthorizer(api, authorization) ? [authorization.authorizer] : [],
    ),
  );
  const added = [...new Set(named)].map((name): Authorizer => ({
    type: 'TOKEN',
    name,
    identitySource: { kind: 'header', name: 'Authorization' },
    uri: LAMBDA_URI,
  }));
  return { ...api, authorizers: [...(api.authorizers ?? []).map(withoutPlaceholders), ...added] };
}

function withoutPlaceholders(authorizer: Authorizer): Authorizer {
  if (authorizer.type !== 'COGNITO_USER_POOLS')
    return typeof authorizer.uri === 'string' && !authorizer.uri.startsWith('arn:')
      ? { ...authorizer, uri: LAMBDA_URI }
      : authorizer;
  const providerArns = authorizer.providerArns.map((arn) =>
    !isDeployTime(arn) && userPoolIssuer(arn) === undefined ? poolArn(arn) : arn,
  );
  return { ...authorizer, providerArns };
}

function poolArn(placeholder: string): string {
  const name = placeholder.replace(/[^A-Za-z0-9]+/g, '');
  return `arn:aws:cognito-idp:${LOCAL_REGION}:${LOCAL_ACCOUNT}:userpool/${LOCAL_REGION}_${name}`;
}

/** Adds a key that opens every stage: those of a template are as often created elsewhere. */
export function withStandInKey(collection: ApiCollection): ApiCollection {
  const apiStages = collection.apis.flatMap((api) =>
    api.stages.length === 0
      ? [{ api: api.id, stage: 'dev' }]
      : api.stages.map(({ name }) => ({ api: api.id, stage: name })),
  );
  return {
    ...collection,
    apiKeys: [...collection.apiKeys, { id: 'StandInKey', enabled: true, value: API_KEY }],
    usagePlans: [...collection.usagePlans, { id: 'StandInPlan', apiStages, apiKeys: ['StandInKey'] }],
  };
}

/** The VPC endpoints that a private API or its policy names. */
export function vpcEndpointsOf(apis: readonly RestApi[]): Readonly<Record<string, { readonly vpcId: string }>> {
  const named = apis.flatMap(({ policy, endpoint }) => [
    ...sourceEndpoints(policy ?? null),
    ...(endpoint?.vpcEndpointIds ?? []).flatMap((id) => (isDeployTime(id) ? [] : [id])),
  ]);
  return Object.fromEntries((named.length === 0 ? ['vpce-0'] : named).map((id) => [id, { vpcId: 'vpc-0' }]));
}

/** What policies compare `aws:SourceVpce` with. */
function sourceEndpoints(document: Document): readonly string[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, member]: [string, Document]) =>
    key.toLowerCase() === 'aws:sourcevpce'
      ? [member].flat().filter((id): id is string => typeof id === 'string')
      : sourceEndpoints(member),
  );
}

/** The issuers of the user pools that authorizers name; this machine signs their tokens itself. */
export function issuersOf(apis: readonly RestApi[]): Readonly<Record<string, 'local'>> {
  return Object.fromEntries(
    apis.flatMap(({ authorizers = [] }) => authorizers.flatMap(issuersOfAuthorizer)).map((issuer) => [issuer, 'local']),
  );
}

function issuersOfAuthorizer(authorizer: Authorizer): readonly string[] {
  if (authorizer.type !== 'COGNITO_USER_POOLS') return [];
  return authorizer.providerArns.flatMap((arn) => (isDeployTime(arn) ? [] : (userPoolIssuer(arn) ?? [])));
}

/** The token of a method's authorizer: of a user pool, or for a function, which takes any. */
export async function tokenFor(api: RestApi, method: Method, runtime: LocalRuntime): Promise<string> {
  const { authorization } = method;
  if (authorization?.type !== 'COGNITO_USER_POOLS') return TOKEN;
  const authorizer = api.authorizers?.find(({ name }) => name === authorization.authorizer);
  const [issuer] = authorizer === undefined ? [] : issuersOfAuthorizer(authorizer);
  const { scopes = [] } = authorization;
  return issuer === undefined ? TOKEN : runtime.tokens.sign(issuer, scopes.length === 0 ? {} : { scopes });
}

/** What a method's caller needs, laid over a request: a token, a key, last a signature. */
export function withCredentials(
  api: RestApi,
  { authorization = { type: 'NONE' }, apiKeyRequired = false }: Method,
  token: string,
  request: CredentialedRequest,
): CredentialedRequest {
  const authorizer = 'authorizer' in authorization ? authorization.authorizer : undefined;
  const identified = sourcesOf(api.authorizers?.find(({ name }) => name === authorizer)).reduce(
    (made, source) => withIdentity(made, source, token),
    request,
  );
  const keyed = apiKeyRequired ? withHeader(identified, 'x-api-key', API_KEY) : identified;
  return authorization.type === 'AWS_IAM' ? signed(keyed) : keyed;
}

function sourcesOf(authorizer: Authorizer | undefined): readonly IdentitySource[] {
  return authorizer === undefined ? [] : [authorizer.identitySource].flat();
}

/** Puts a token where an identity source looks for it. What stage variables and `$context` say is not the client's. */
export function withIdentity(request: CredentialedRequest, source: IdentitySource, token: string): CredentialedRequest {
  switch (source.kind) {
    case 'header':
      return withHeader(request, source.name, token);
    case 'querystring': {
      const mark = request.target.includes('?') ? '&' : '?';
      return { ...request, target: `${request.target}${mark}${source.name}=${encodeURIComponent(token)}` };
    }
    default:
      return request;
  }
}

function withHeader(request: CredentialedRequest, name: string, value: string): CredentialedRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, [name, value]] };
}

/** Signs a request as the caller whom IAM knows. */
export function signed(request: CredentialedRequest): CredentialedRequest {
  const { method, target, headers, body } = request;
  const made = sign(
    {
      service: 'execute-api',
      region: LOCAL_REGION,
      host: 'localhost',
      method,
      path: target,
      body,
      headers: Object.fromEntries(headers),
    },
    IDENTITY,
  );
  const lines = Object.entries(made.headers ?? {}).flatMap(([name, value]) =>
    value === undefined || name === 'Host' ? [] : [[name, String(value)] as const],
  );
  return { ...request, headers: lines };
}

/** The answer of a Lambda authorizer that lets everybody in. */
export const ADMISSION = {
  principalId: 'served',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
  },
  usageIdentifierKey: API_KEY,
};
