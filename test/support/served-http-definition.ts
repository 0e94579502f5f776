import { loadSource } from '../../lib/import/source/load-source.js';
import { resolveCollection, unresolvedKeys } from '../../lib/import/source/resolve-values.js';
import type { Source } from '../../lib/import/source/source.js';
import { parseFunctionName, parseIntegrationUri } from '../../lib/model/arn.js';
import { HTTP_METHODS } from '../../lib/model/http-method.js';
import {
  isDeployTime,
  routeName,
  printServiceParameters,
  type ApiCollection,
  type HttpApi,
  type HttpApiAuthorizer,
  type HttpApiRoute,
  type InlineHandler,
  type LambdaFunction,
  type Value,
} from '../../lib/model/index.js';
import { ephemeralSigningKey } from '../../lib/runtime/authorizers/token/signing-key.js';
import { LocalRuntime, type RuntimeSource } from '../../lib/runtime/index.js';
import { ADMISSION, IDENTITY, signed, TOKEN, withIdentity, type CredentialedRequest } from './served-credentials.js';
import { expand, outcomeOf, STUB_BACKEND, VARIABLE, type RouteOutcome } from './served-definition.js';

/** One for all: to make a key takes long. */
const SIGNING_KEY = ephemeralSigningKey();

/** What a route of an HTTP API does with one request, its backend stubbed. */
export interface ServedHttpRoute {
  readonly route: string;
  readonly integration: string;
  /** `NONE`, `AWS_IAM`, `JWT` or `CUSTOM`. */
  readonly authorization: string;
  readonly outcome: RouteOutcome;
  /** What a caller without token and signature gets. */
  readonly anonymous: RouteOutcome;
  /** The outcome served without what is not simulated. */
  readonly lenient: RouteOutcome;
}

/** Serves every HTTP API of a file with stubbed backends and sends each route one request. */
export async function serveHttpDefinition(file: string): Promise<readonly ServedHttpRoute[]> {
  const source = await loadSource(file);
  if (!source.collection.apis.some(isHttpApi)) return [];
  const collection = withStandIns(source);
  // On this machine there is no custom domain to call instead.
  const apis = collection.apis.filter(isHttpApi).map((api) => ({ ...api, disableExecuteApiEndpoint: false }));
  const contentOf = (letsIn: boolean): RuntimeSource => ({
    collection: { ...collection, apis },
    functions: stubFunctions(apis, letsIn),
  });
  const options = {
    lambdaIsolation: 'inline',
    http: STUB_BACKEND,
    awsEndpoints: Object.fromEntries(SERVICES.map((service) => [service, 'http://service.example'])),
    vpcLinks: linkAddresses(apis),
    stageVariables: Object.fromEntries(unsetVariables(apis).map((name) => [name, name])),
    exact: true,
    traces: 1,
  } as const;
  const issuers = Object.fromEntries(issuersOf(apis).map((issuer) => [issuer, 'local' as const]));
  const known = { ...options, identities: [IDENTITY], issuers, signingKey: SIGNING_KEY };
  const bare = new LocalRuntime(contentOf(false), { ...options, issuers, signingKey: SIGNING_KEY });
  const strict = new LocalRuntime(contentOf(true), known);
  const lenient = new LocalRuntime(contentOf(true), { ...known, lenience: 'all' });
  try {
    const routes: ServedHttpRoute[] = [];
    for (const [index, api] of apis.entries()) {
      const at = strict.gateway.apis[index];
      const stage = at?.stages[0]?.name;
      if (at === undefined || stage === undefined) throw new Error(`${file} serves no stage of ${api.id}`);
      for (const route of api.routes) {
        const plain = sampleRequest(api, stage, route);
        if (plain === undefined) continue;
        const request = await withCredentials(api, route, strict, plain);
        routes.push({
          route: routeName(route.routeKey),
          integration: integrationOf(route),
          authorization: route.authorization?.type ?? 'NONE',
          outcome: await outcomeOf(strict, at.apiId, request),
          anonymous: await outcomeOf(bare, at.apiId, plain),
          lenient: await outcomeOf(lenient, at.apiId, request),
        });
      }
    }
    return routes;
  } finally {
    await Promise.all([bare.close(), strict.close(), lenient.close()]);
  }
}

const SERVICES = ['sqs', 'events', 'kinesis', 'states', 'appconfig', 'appconfigdata'];

function isHttpApi(api: ApiCollection['apis'][number]): api is HttpApi {
  return api.protocol === 'HTTP';
}

function integrationOf({ integration }: HttpApiRoute): string {
  if (integration === undefined) return 'NONE';
  return integration.type === 'AWS_SERVICE' ? integration.subtype : integration.type;
}

/** Values that only deployment knows are called by their references. */
function withStandIns(source: Source): ApiCollection {
  const values: Record<string, string> = {};
  const note = (member: unknown): void => {
    if (typeof member !== 'object' || member === null) return;
    if (isDeployTime(member)) {
      for (const key of unresolvedKeys(member, source)) {
        values[key] = key.replace(/[^A-Za-z0-9]+/g, '') || 'unknown';
      }
    } else Object.values(member).forEach(note);
  };
  for (const { tags: _tags, documentation: _documentation, ...api } of source.collection.apis.filter(isHttpApi)) {
    note(api);
  }
  return resolveCollection(source, { values });
}

/** A function by each name that an integration or authorizer has, whatever the stage variables in it become. */
function stubFunctions(apis: readonly HttpApi[], letsIn: boolean): readonly LambdaFunction[] {
  const names = new Set<string>();
  for (const api of apis) {
    const called = [...api.routes.flatMap(({ integration }) => integration ?? []), ...api.authorizers];
    for (const uri of called.flatMap((one) => ('uri' in one ? one.uri : []))) {
      if (isDeployTime(uri)) continue;
      const target = parseIntegrationUri(uri);
      const arn = target.kind === 'lambda' ? target.functionArn : uri;
      if (isDeployTime(arn) || (target.kind !== 'lambda' && !arn.includes(':function:'))) continue;
      for (const variables of stageVariablesOf([api])) names.add(parseFunctionName(expand(arn, variables)).name);
    }
  }
  return [...names].map((name) => ({
    name,
    handler: '',
    code: { kind: 'function', handler: answerWith(letsIn) },
    environment: {},
    timeoutMs: 3000,
    memoryMegabytes: 128,
  }));
}

interface StubEvent {
  /** Of an authorizer's event. */
  readonly type?: unknown;
}

function answerWith(letsIn: boolean): InlineHandler {
  return ({ type }: StubEvent) => {
    if (type !== 'REQUEST') return { statusCode: 200, body: '{}' };
    if (!letsIn) throw new Error('Unauthorized');
    const { principalId, policyDocument } = ADMISSION;
    return { isAuthorized: true, principalId, policyDocument };
  };
}

function stageVariablesOf(apis: readonly HttpApi[]): readonly Readonly<Record<string, Value<string>>>[] {
  return [{}, ...apis.flatMap(({ stages }) => stages.map(({ variables = {} }) => variables))];
}

function unsetVariables(apis: readonly HttpApi[]): readonly string[] {
  const used = apis.flatMap(({ routes, authorizers }) =>
    [...JSON.stringify([routes, authorizers]).matchAll(VARIABLE)].map(([, name = '']) => name),
  );
  const set = new Set(apis.flatMap(({ stages }) => stages.flatMap(({ variables }) => Object.keys(variables ?? {}))));
  return used.filter((name) => !set.has(name));
}

function linkAddresses(apis: readonly HttpApi[]): Readonly<Record<string, string>> {
  const links = apis.flatMap(({ routes }) =>
    routes.flatMap(({ integration }) =>
      integration?.type === 'HTTP_PROXY' && integration.vpcLink !== undefined ? [integration.vpcLink.id] : [],
    ),
  );
  return Object.fromEntries(
    links.flatMap((id) =>
      isDeployTime(id) ? [] : stageVariablesOf(apis).map((variables) => [expand(id, variables), 'link.example']),
    ),
  );
}

function issuersOf(apis: readonly HttpApi[]): readonly string[] {
  return apis.flatMap(({ authorizers }) =>
    authorizers.flatMap((one) => (one.type === 'JWT' && !isDeployTime(one.issuer) ? [one.issuer] : [])),
  );
}

/**
 * A request of a route, with what its integration maps.
 *
 * @returns undefined for a key that is not one
 */
function sampleRequest(api: HttpApi, stage: string, route: HttpApiRoute): CredentialedRequest | undefined {
  const { routeKey } = route;
  const { query, headers, body } = mappedBy(route);
  const prefix = stage === '$default' ? '' : `/${stage}`;
  switch (routeKey.kind) {
    case 'default':
      return { method: 'PATCH', target: `${prefix}/no/route/but/the/default/one${query}`, headers, body };
    case 'route': {
      const { httpMethod, path } = routeKey;
      const filled = path.replace(/\{[^}+]+\+\}/g, 'a/b').replace(/\{[^}]+\}/g, '1');
      return {
        method: httpMethod === 'ANY' ? otherMethod(api, path) : httpMethod,
        target: `${prefix}${filled}${query}`,
        headers,
        body,
      };
    }
    default:
      return undefined;
  }
}

/** The members of a request that the parameters of a route's integration name. */
function mappedBy({ integration }: HttpApiRoute): Pick<CredentialedRequest, 'headers' | 'body'> & {
  readonly query: string;
} {
  const mapped = integration?.type === 'AWS_SERVICE' ? printServiceParameters(integration.parameters ?? {}) : {};
  const text = JSON.stringify(mapped);
  const named = (location: string): readonly string[] =>
    [...text.matchAll(new RegExp(`request\\.${location}\\.([\\w-]+)`, 'g'))].map(([, name = '']) => name);
  const query = named('querystring');
  const body = Object.fromEntries(named('body').map((name) => [name, '1']));
  const hasBody = text.includes('request.body');
  return {
    query: query.length === 0 ? '' : `?${query.map((name) => `${name}=1`).join('&')}`,
    headers: [
      ...named('header').map((name) => [name, '1'] as const),
      ...(hasBody ? [['Content-Type', 'application/json'] as const] : []),
    ],
    body: hasBody ? JSON.stringify(body) : '',
  };
}

/** A method that the path has no route for by name, so that ANY gets it. */
function otherMethod(api: HttpApi, path: string): string {
  const taken = new Set(
    api.routes.flatMap(({ routeKey }) =>
      routeKey.kind === 'route' && routeKey.path === path ? [routeKey.httpMethod] : [],
    ),
  );
  return HTTP_METHODS.find((name) => !taken.has(name) && name !== 'OPTIONS') ?? 'GET';
}

async function withCredentials(
  { authorizers }: HttpApi,
  { authorization = { type: 'NONE' } }: HttpApiRoute,
  runtime: LocalRuntime,
  request: CredentialedRequest,
): Promise<CredentialedRequest> {
  switch (authorization.type) {
    case 'NONE':
      return request;
    case 'AWS_IAM':
      return signed(request);
    default: {
      const authorizer = authorizers.find(({ name }) => name === authorization.authorizer);
      if (authorizer === undefined) return request;
      const scopes = authorization.type === 'JWT' ? (authorization.scopes ?? []) : [];
      const token = authorizer.type === 'JWT' ? await tokenOf(authorizer, scopes, runtime) : TOKEN;
      return (authorizer.identitySource ?? []).reduce((made, source) => withIdentity(made, source, token), request);
    }
  }
}

async function tokenOf(
  { issuer, audience: [client] }: Extract<HttpApiAuthorizer, { readonly type: 'JWT' }>,
  scopes: readonly string[],
  runtime: LocalRuntime,
): Promise<string> {
  if (isDeployTime(issuer)) return TOKEN;
  return runtime.tokens.sign(issuer, {
    ...(client !== undefined && !isDeployTime(client) && { client }),
    ...(scopes.length > 0 && { scopes }),
  });
}
