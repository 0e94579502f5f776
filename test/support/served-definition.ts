import type { Writable } from 'node:stream';
import { loadSource } from '../../lib/import/source/load-source.js';
import { resolveCollection, unresolvedKeys } from '../../lib/import/source/resolve-values.js';
import type { Source } from '../../lib/import/source/source.js';
import { parseFunctionName, parseIntegrationUri } from '../../lib/model/arn.js';
import { HTTP_METHODS } from '../../lib/model/http-method.js';
import type {
  ApiCollection,
  Document,
  HttpMethod,
  InlineHandler,
  Integration,
  LambdaFunction,
  Method,
  RequestMappingSource,
  ResponseMappingSource,
  RestApi,
  Value,
} from '../../lib/model/index.js';
import { parseModelReference } from '../../lib/model/json-schema.js';
import { pathParameterNames } from '../../lib/model/resource.js';
import { isDeployTime } from '../../lib/model/value.js';
import type { HttpClient, HttpResponse } from '../../lib/runtime/index.js';
import { ephemeralSigningKey } from '../../lib/runtime/authorizers/token/signing-key.js';
import type { FaultCause } from '../../lib/runtime/fault.js';
import { LocalRuntime, type RuntimeSource } from '../../lib/runtime/index.js';
import {
  ADMISSION,
  IDENTITY,
  issuersOf,
  TOKEN,
  tokenFor,
  hasAuthorizer,
  withStandInAuthorizers,
  vpcEndpointsOf,
  withCredentials,
  withStandInKey,
  type CredentialedRequest,
} from './served-credentials.js';

/** One for all: to make a key takes long. */
const SIGNING_KEY = ephemeralSigningKey();

/** What a route does with one request, its backend stubbed. */
export interface ServedRoute {
  readonly route: string;
  readonly integration: Integration['type'] | 'NONE';
  /** What its definition asks for before a caller is let in. */
  readonly asks: readonly Ask[];
  readonly outcome: RouteOutcome;
  /** What a caller without token, key, signature or VPC endpoint gets. */
  readonly anonymous: RouteOutcome;
  /** The outcome served without what is not simulated. */
  readonly lenient: RouteOutcome;
  /** What a request without parameters and body gets, where a validator wants some. */
  readonly incomplete: number | undefined;
}

export type Ask = 'authorization' | 'authorizer that is not in the file' | 'api key' | 'resource policy' | 'validator';

export interface RouteOutcome {
  readonly status: number;
  readonly cause?: FaultCause['kind'];
  /** The feature of a refused route, else what an answer of the gateway's own says in the log. */
  readonly reason: string;
}

/** Serves every REST API of a file with stubbed backends and sends each route what it asks for, and nothing of it. */
export async function serveDefinition(file: string): Promise<readonly ServedRoute[]> {
  const source = await loadSource(file);
  const collection = withStandIns(source);
  // On this machine there is no custom domain to call instead.
  const defined = collection.apis
    .filter((api) => api.protocol === 'REST')
    .map((api) => ({ ...api, disableExecuteApiEndpoint: false }));
  const apis = defined.map(withStandInAuthorizers);
  if (apis.length === 0) return [];
  const content: RuntimeSource = {
    collection: withStandInKey({ ...collection, apis }),
    functions: stubFunctions(apis, true),
  };
  const options = {
    lambdaIsolation: 'inline',
    http: STUB_BACKEND,
    awsEndpoints: serviceEndpoints(apis),
    vpcLinks: linkAddresses(apis),
    stageVariables: Object.fromEntries(unsetVariables(apis).map((name) => [name, name])),
    exact: true,
    traces: 1,
  } as const;
  const known = {
    ...options,
    identities: [IDENTITY],
    vpcEndpoints: vpcEndpointsOf(apis),
    issuers: issuersOf(apis),
    signingKey: SIGNING_KEY,
  };
  const bare = new LocalRuntime(
    { collection: { ...collection, apis: defined }, functions: stubFunctions(defined, false) },
    options,
  );
  const strict = new LocalRuntime(content, known);
  const lenient = new LocalRuntime(content, { ...known, lenience: 'all' });
  try {
    const routes: ServedRoute[] = [];
    for (const [index, api] of apis.entries()) {
      const at = strict.gateway.apis[index];
      const stage = at?.stages[0]?.name;
      if (at === undefined || stage === undefined) throw new Error(`${file} serves no stage of ${api.id}`);
      const ask = (runtime: LocalRuntime, request: CredentialedRequest): Promise<RouteOutcome> =>
        outcomeOf(runtime, at.apiId, request);
      for (const { path, methods } of api.resources) {
        for (const method of methods) {
          const plain = sampleRequest(api, stage, path, method, methods);
          const token = await tokenFor(api, method, strict);
          const request = withCredentials(api, method, token, plain);
          const asks = asksOf(api, defined[index] ?? api, path, method);
          const { target } = plain;
          const incomplete = { ...plain, target: target.replace(/\?.*/, ''), headers: [], body: '' };
          routes.push({
            route: `${method.httpMethod} ${path}`,
            integration: method.integration?.type ?? 'NONE',
            asks,
            outcome: await ask(strict, request),
            anonymous: await ask(bare, plain),
            lenient: await ask(lenient, request),
            incomplete: asks.includes('validator')
              ? (await ask(lenient, withCredentials(api, method, token, incomplete))).status
              : undefined,
          });
        }
      }
    }
    return routes;
  } finally {
    await Promise.all([bare.close(), strict.close(), lenient.close()]);
  }
}

/** Sends a request and says what became of it. */
export async function outcomeOf(
  runtime: LocalRuntime,
  apiId: string,
  request: CredentialedRequest,
): Promise<RouteOutcome> {
  const { status, headers } = await send(runtime, apiId, request);
  const [trace] = runtime.gateway.traces.list();
  const requestId = headers.find(([name]) => name === 'x-amzn-RequestId' || name === 'Apigw-Requestid')?.[1];
  const failure = trace?.requestId === requestId ? trace?.failure : undefined;
  if (failure !== undefined) {
    const { cause, message } = failure;
    return { status, cause: cause.kind, reason: cause.kind === 'not-simulated' ? cause.finding.feature : message };
  }
  const complaint = headers.find(([name]) => name === 'x-amzn-ErrorType');
  return { status, reason: complaint?.[1] ?? '' };
}

function send(
  runtime: LocalRuntime,
  apiId: string,
  { method, target, headers, body }: CredentialedRequest,
): Promise<HttpResponse> {
  return runtime.gateway.handle(
    {
      method,
      target,
      headers: [['Host', 'localhost'], ...headers],
      body: Buffer.from(body),
      sourceIp: '127.0.0.1',
      protocol: 'https',
      httpVersion: 'HTTP/1.1',
    },
    apiId,
  );
}

/** Names of functions, hosts and the like that only deployment knows are called by their references. */
function withStandIns(source: Source): ApiCollection {
  const values: Record<string, string> = {};
  const note = (value: Value<string> | undefined): void => {
    for (const key of unresolvedKeys(value, source)) values[key] = key.replace(/[^A-Za-z0-9]+/g, '') || 'unknown';
  };
  const noteMapping = (mapped: RequestMappingSource | ResponseMappingSource): void => {
    if (mapped.kind === 'deploy-time') note(mapped.value);
  };
  const noteAll = (document: Document): void => {
    if (isDeployTime(document)) note(document);
    else if (typeof document === 'object' && document !== null) Object.values(document).forEach(noteAll);
  };
  for (const api of source.collection.apis) {
    if (api.protocol !== 'REST') continue;
    noteAll(api.policy ?? null);
    api.endpoint?.vpcEndpointIds?.forEach(note);
    for (const authorizer of api.authorizers ?? []) {
      if ('uri' in authorizer) note(authorizer.uri);
      else for (const arn of authorizer.providerArns) note(arn);
    }
    for (const { methods } of api.resources) {
      for (const { integration } of methods) {
        if (integration === undefined) continue;
        if ('uri' in integration) {
          note(integration.uri);
          note(integration.vpcLink?.id);
        }
        for (const template of Object.values(integration.requestTemplates ?? {})) note(template);
        for (const { source: mapped } of integration.requestParameters ?? []) noteMapping(mapped);
        for (const { responseTemplates, responseParameters } of integration.responses ?? []) {
          for (const template of Object.values(responseTemplates ?? {})) note(template);
          for (const { source: mapped } of responseParameters ?? []) noteMapping(mapped);
        }
      }
    }
    for (const { variables } of api.stages) for (const value of Object.values(variables ?? {})) note(value);
  }
  return resolveCollection(source, { values });
}

/** A function by each name that an integration has, whatever the stage variables in it become. */
function stubFunctions(apis: readonly RestApi[], letsIn: boolean): readonly LambdaFunction[] {
  const handlers = new Map<string, InlineHandler>();
  for (const api of apis) {
    for (const called of [...integrationsOf([api]), ...(api.authorizers ?? [])]) {
      if (!('uri' in called)) continue;
      const target = parseIntegrationUri(called.uri);
      if (target.kind !== 'lambda' || isDeployTime(target.functionArn)) continue;
      for (const variables of stageVariablesOf([api]))
        handlers.set(
          parseFunctionName(expand(target.functionArn, variables)).name,
          target.streaming ? streamedAnswer : answerWith(letsIn),
        );
    }
  }
  return [...handlers].map(([name, handler]) => ({
    name,
    handler: '',
    code: { kind: 'function', handler },
    environment: {},
    timeoutMs: 3000,
    memoryMegabytes: 128,
  }));
}

function stageVariablesOf(apis: readonly RestApi[]): readonly Readonly<Record<string, Value<string>>>[] {
  return [{}, ...apis.flatMap(({ stages }) => stages.map(({ variables = {} }) => variables))];
}

/** A variable that no stage has is called by its own name. */
export function expand(text: string, variables: Readonly<Record<string, Value<string>>>): string {
  return text.replace(VARIABLE, (_match, name: string) => {
    const value = variables[name];
    return typeof value === 'string' ? value : name;
  });
}

export const VARIABLE = /\$\{stageVariables\.(\w+)\}/g;

function unsetVariables(apis: readonly RestApi[]): readonly string[] {
  const used = apis.flatMap(({ resources, authorizers = [] }) =>
    [...JSON.stringify([resources, authorizers]).matchAll(VARIABLE)].map(([, name = '']) => name),
  );
  const set = new Set(apis.flatMap(({ stages }) => stages.flatMap(({ variables }) => Object.keys(variables ?? {}))));
  return used.filter((name) => !set.has(name));
}

function linkAddresses(apis: readonly RestApi[]): Readonly<Record<string, string>> {
  const ids = integrationsOf(apis).flatMap((integration) => {
    if (!('vpcLink' in integration) || integration.vpcLink === undefined || isDeployTime(integration.vpcLink.id))
      return [];
    const { id } = integration.vpcLink;
    return stageVariablesOf(apis).map((variables) => expand(id, variables));
  });
  return Object.fromEntries(ids.map((id) => [id, 'link.example']));
}

function integrationsOf(apis: readonly RestApi[]): readonly Integration[] {
  const methods = apis.flatMap(({ resources }) => resources.flatMap((resource) => resource.methods));
  return methods.flatMap(({ integration }) => (integration === undefined ? [] : [integration]));
}

interface StubEvent {
  /** Of an authorizer's event. */
  readonly methodArn?: unknown;
  readonly requestContext?: { readonly resourceId?: unknown };
}

/** An authorizer's event and a proxied one get the answer that they want, any other event plain JSON. */
function answerWith(letsIn: boolean): (event: StubEvent) => unknown {
  return ({ methodArn, requestContext }) => {
    if (typeof methodArn === 'string') {
      if (letsIn) return ADMISSION;
      throw new Error('Unauthorized');
    }
    return typeof requestContext?.resourceId === 'string' ? { statusCode: 200, body: '{}' } : { message: 'stub' };
  };
}

/** The same in the streaming format. */
const streamedAnswer = Object.assign(
  async (_event: unknown, stream: unknown): Promise<void> => {
    (stream as Writable).end(`{}${'\0'.repeat(8)}{}`);
    return Promise.resolve();
  },
  { [Symbol.for('aws.lambda.runtime.handler.streaming')]: 'response' },
);

/** A backend that answers every request in the same way. */
export const STUB_BACKEND: HttpClient = {
  send: async () => ({
    kind: 'answer',
    status: 200,
    statusText: 'OK',
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from('{"message":"stub"}'),
  }),
  close: async () => undefined,
};

function serviceEndpoints(apis: readonly RestApi[]): Readonly<Record<string, string>> {
  const services = integrationsOf(apis).flatMap((integration) => {
    const target = 'uri' in integration ? parseIntegrationUri(integration.uri) : undefined;
    return target?.kind === 'service' ? [target.service] : [];
  });
  return Object.fromEntries(services.map((service) => [service, 'http://service.example']));
}

function sampleRequest(
  api: RestApi,
  stage: string,
  path: string,
  method: Method,
  siblings: readonly Method[],
): CredentialedRequest {
  const required = (method.requestParameters ?? []).filter((parameter) => parameter.required);
  const schema = modelOf(api, method);
  const query = required.filter(({ location }) => location === 'querystring');
  const body =
    schema !== undefined || !BODILESS.has(method.httpMethod) ? JSON.stringify(sampleOf(api, schema ?? {}, 0)) : '';
  const filled = path === '/' ? '' : path.replace(/\{[^}+]+\+\}/g, 'a/b').replace(/\{[^}]+\}/g, '1');
  const queryString = query.map(({ name }) => `${encodeURIComponent(name)}=1`).join('&');
  return {
    method: method.httpMethod === 'ANY' ? otherMethod(siblings) : method.httpMethod,
    target: `/${stage}${filled}${queryString === '' ? '' : `?${queryString}`}`,
    headers: [
      ...required.filter(({ location }) => location === 'header').map(({ name }) => [name, '1'] as const),
      ...(body === '' ? [] : [['Content-Type', 'application/json'] as const]),
    ],
    body,
  };
}

/** A browser's preflight has no body either. */
const BODILESS = new Set<string>(['GET', 'HEAD', 'OPTIONS']);

/** A method that the resource has not by name, so that ANY gets it. */
function otherMethod(siblings: readonly Method[]): HttpMethod {
  const taken = new Set(siblings.map(({ httpMethod }) => httpMethod));
  return HTTP_METHODS.find((name) => !taken.has(name)) ?? 'GET';
}

function modelOf(api: RestApi, { requestModels = {} }: Method): Document | undefined {
  const name = requestModels['application/json'] ?? requestModels.$default;
  return api.models?.find((model) => model.name === name)?.schema;
}

/** Something of a schema's type, with what it requires. */
function sampleOf(api: RestApi, schema: Document, depth: number): unknown {
  const members = asRecord(schema);
  const reference = typeof members.$ref === 'string' ? parseModelReference(members.$ref) : undefined;
  if (depth > 12) return {};
  if (reference !== undefined) {
    return sampleOf(api, api.models?.find(({ name }) => name === reference)?.schema ?? {}, depth + 1);
  }
  const [first] = asList(members.enum);
  if (first !== undefined) return first;
  const [type = 'object'] = [asList(members.type)[0] ?? members.type];
  switch (type) {
    case 'string':
      return 'x'.repeat(Number(members.minLength ?? 1));
    case 'integer':
    case 'number':
      return Number(members.minimum ?? 1);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Number(members.minItems ?? 0) }, () => sampleOf(api, members.items ?? {}, depth + 1));
    default: {
      const properties = asRecord(members.properties ?? {});
      return Object.fromEntries(
        asList(members.required)
          .filter((name) => typeof name === 'string')
          .map((name) => [name, sampleOf(api, properties[name] ?? {}, depth + 1)]),
      );
    }
  }
}

function asRecord(document: Document): Readonly<Record<string, Document>> {
  return typeof document === 'object' && document !== null && !Array.isArray(document) && !isDeployTime(document)
    ? (document as Readonly<Record<string, Document>>)
    : {};
}

function asList(document: Document | undefined): readonly Document[] {
  return Array.isArray(document) ? (document as readonly Document[]) : [];
}

function asksOf(api: RestApi, defined: RestApi, path: string, method: Method): readonly Ask[] {
  const { authorization } = method;
  const asks: readonly (readonly [Ask, boolean])[] = [
    ['authorization', authorization !== undefined && authorization.type !== 'NONE'],
    ['authorizer that is not in the file', authorization !== undefined && !hasAuthorizer(defined, authorization)],
    ['api key', method.apiKeyRequired === true],
    ['resource policy', !allowsEveryone(api.policy ?? {})],
    ['validator', wantsSomething(api, path, method)],
  ];
  return asks.filter(([, asked]) => asked).map(([ask]) => ask);
}

/** Whether a policy is none, or one that lets everybody in without conditions. */
function allowsEveryone(policy: Document): boolean {
  const { Statement: statements = [] } = asRecord(policy);
  return [statements].flat().every((statement) => {
    const { Effect: effect, Principal: principal, Condition: condition } = asRecord(statement);
    return effect === 'Allow' && JSON.stringify(principal ?? '').includes('"*"') && condition === undefined;
  });
}

/** Whether a request of nothing but credentials cannot pass the method's validator. */
function wantsSomething(api: RestApi, path: string, method: Method): boolean {
  const validator = api.requestValidators?.find(({ name }) => name === method.requestValidator);
  if (validator === undefined) return false;
  const variables = pathParameterNames(path);
  const credentials = withCredentials(api, method, TOKEN, { method: 'GET', target: '/', headers: [], body: '' });
  const given = credentials.headers.map(([name]) => name.toLowerCase());
  const parameters = (method.requestParameters ?? []).some(
    ({ required, location, name }) =>
      required &&
      !(location === 'path' && variables.includes(name)) &&
      !(location === 'header' && given.includes(name.toLowerCase())),
  );
  const { requestModels = {} } = method;
  const body = requestModels['application/json'] !== undefined || requestModels.$default !== undefined;
  return (validator.validateRequestParameters && parameters) || (validator.validateRequestBody && body);
}
