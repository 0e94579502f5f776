import {
  parseCacheKey,
  pathParameterNames,
  printCacheKey,
  printRequestMappingSource,
  printResponseMappingSource,
  printValue,
  type AwsIntegration,
  type AwsProxyIntegration,
  type HttpIntegration,
  type HttpMethod,
  type HttpProxyIntegration,
  type Integration,
  type IntegrationResponse,
  type IntegrationSettings,
  type MockIntegration,
  type RequestParameterMapping,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { isSecretName } from './secret-name.js';
import { calledService, SERVICE_METHODS } from './service-uri.js';
import { writeCredentials } from './credentials.js';
import { integrationAsData } from './data-integration.js';
import { duration } from './duration.js';
import { call, code, listOf, objectOf, recordOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { calledFunction } from './lambda-uri.js';
import type { ValueWriter } from './value-writer.js';

/** An integration as an expression, and the integration that the expression makes. */
export interface WrittenIntegration {
  readonly expression: Expression;
  /** What it makes lacks what its class cannot say. */
  readonly integration: Integration;
  /** Whether `expression` says everything, the cache included. */
  readonly isData?: true;
}

/** Writes the integration of a method: by the class for it, else as the data that classes make. */
export function writeIntegration(
  integration: Integration,
  route: { readonly httpMethod: HttpMethod; readonly path: string },
  writer: ValueWriter,
): WrittenIntegration {
  return byClass(integration, route, writer) ?? asData(integration, writer);
}

function byClass(
  integration: Integration,
  route: { readonly httpMethod: HttpMethod; readonly path: string },
  writer: ValueWriter,
): WrittenIntegration | undefined {
  switch (integration.type) {
    case 'MOCK':
      return byMock(integration, writer);
    case 'HTTP':
    case 'HTTP_PROXY':
      return byHttp(integration, route, writer);
    case 'AWS':
    case 'AWS_PROXY':
      return (
        byFunction(integration, writer) ?? (integration.type === 'AWS' ? byService(integration, writer) : undefined)
      );
  }
}

function byMock(integration: MockIntegration, writer: ValueWriter): WrittenIntegration | undefined {
  const { requestParameters: _parameters, timeoutMs: _timeout, ...responding } = integration;
  const custom = customProps(responding, writer);
  if (custom === undefined) return undefined;
  const { responses = [], requestTemplates = {} } = integration;
  const own = responses[0]?.statusCode ?? '200';
  const isOwn =
    Object.keys(requestTemplates).length === 1 && requestTemplates['application/json'] === `{"statusCode":${own}}`;
  const props = objectOf({
    ...custom,
    requestTemplates: isOwn ? undefined : writer.document(requestTemplates),
  });
  return {
    expression: call(`new ${writer.imports.use('MockIntegration')}`, ...withoutEmptyEnd([props])),
    // The class has neither a time limit nor parameters.
    integration: { type: 'MOCK', ...customPart(responding), requestTemplates },
  };
}

function byHttp(
  integration: HttpIntegration | HttpProxyIntegration,
  { httpMethod, path }: { readonly httpMethod: HttpMethod; readonly path: string },
  writer: ValueWriter,
): WrittenIntegration | undefined {
  const { uri, vpcLink, insecureSkipVerification, responseTransferMode } = integration;
  if (typeof integration.httpMethod !== 'string' || !HTTP_METHODS.has(integration.httpMethod)) return undefined;
  if (vpcLink?.target !== undefined) return undefined;
  const isProxy = integration.type === 'HTTP_PROXY';
  const custom = isProxy ? requestProps(integration, writer) : customProps(integration, writer);
  if (custom === undefined) return undefined;
  const props = objectOf({
    proxy: isProxy ? undefined : code('false'),
    httpMethod: integration.httpMethod === httpMethod ? undefined : textOf(integration.httpMethod),
    vpcLink: vpcLink && connectionOf(vpcLink.id, writer),
    insecureSkipVerification:
      insecureSkipVerification === undefined ? undefined : code(String(insecureSkipVerification)),
    responseTransferMode: isProxy && responseTransferMode === 'STREAM' ? textOf('STREAM') : undefined,
    ...custom,
  });
  const target = { httpMethod: integration.httpMethod, uri, ...defined({ vpcLink, insecureSkipVerification }) };
  const mapped = withPathMappings(path, uri, integration.requestParameters ?? []);
  const requestParameters = mapped.length === 0 ? {} : { requestParameters: mapped };
  return {
    expression: call(`new ${writer.imports.use('HttpIntegration')}`, ...withoutEmptyEnd([writer.value(uri), props])),
    integration: isProxy
      ? {
          type: 'HTTP_PROXY',
          ...target,
          ...requestPart(integration),
          ...defined({ responseTransferMode }),
          ...requestParameters,
        }
      : { type: 'HTTP', ...target, ...customPart(integration), ...requestParameters },
  };
}

const HTTP_METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY']);

/** The class fills in variables of its URL that the method's path has too. */
function withPathMappings(
  path: string,
  uri: Value<string>,
  mapped: readonly RequestParameterMapping[],
): readonly RequestParameterMapping[] {
  const own = pathParameterNames(path)
    .filter((name) => printValue(uri).includes(`{${name}}`))
    .filter((name) => !mapped.some(({ target }) => target.location === 'path' && target.name === name))
    .map((name): RequestParameterMapping => ({ target: { location: 'path', name }, source: { kind: 'path', name } }));
  return [...own, ...mapped];
}

function connectionOf(id: Value<string>, writer: ValueWriter): Expression {
  if (typeof id === 'string' && id.includes('stageVariables')) {
    return recordOf([['vpcLinkRef', recordOf([['vpcLinkId', textOf(id)]])]]);
  }
  return writer.connections.connect('vpcLinks', id);
}

function byFunction(
  integration: AwsIntegration | AwsProxyIntegration,
  writer: ValueWriter,
): WrittenIntegration | undefined {
  const { uri, credentials, vpcLink, insecureSkipVerification, responseTransferMode = 'BUFFERED' } = integration;
  const called = calledFunction(uri);
  if (called === undefined || integration.httpMethod !== 'POST') return undefined;
  if (vpcLink !== undefined || insecureSkipVerification !== undefined) return undefined;
  const isProxy = integration.type === 'AWS_PROXY';
  if (called.streaming !== (isProxy && responseTransferMode === 'STREAM')) return undefined;
  const custom = isProxy ? requestProps(integration, writer) : customProps(integration, writer);
  if (custom === undefined) return undefined;
  const props = objectOf({
    proxy: isProxy ? undefined : code('false'),
    responseTransferMode: called.streaming ? textOf('STREAM') : undefined,
    ...custom,
    credentials: writeCredentials(credentials, writer),
  });
  const target = { httpMethod: 'POST', uri, ...defined({ credentials }) };
  const handler = writer.connections.connect('functions', called.functionArn);
  return {
    expression: call(`new ${writer.imports.use('LambdaIntegration')}`, ...withoutEmptyEnd([handler, props])),
    integration: isProxy
      ? { type: 'AWS_PROXY', ...target, ...requestPart(integration), ...(called.streaming && { responseTransferMode }) }
      : { type: 'AWS', ...target, ...customPart(integration) },
  };
}

/** A call of a service in a role, where the class passes bodies on as the source does. */
function byService(integration: AwsIntegration, writer: ValueWriter): WrittenIntegration | undefined {
  const { uri, credentials, requestTemplates = {}, passthroughBehavior = 'WHEN_NO_MATCH' } = integration;
  const byItself = Object.keys(requestTemplates).length > 0 ? 'NEVER' : 'WHEN_NO_MATCH';
  if (credentials === undefined || typeof integration.httpMethod !== 'string') return undefined;
  if (!SERVICE_METHODS.has(integration.httpMethod)) return undefined;
  if (integration.vpcLink !== undefined || integration.insecureSkipVerification !== undefined) return undefined;
  const request = calledService(uri, writer);
  const custom = customProps(integration, writer);
  if (request === undefined || custom === undefined) return undefined;
  const props = objectOf({
    ...request,
    httpMethod: integration.httpMethod === 'POST' ? undefined : textOf(integration.httpMethod),
    credentials: writeCredentials(credentials, writer),
    ...custom,
    passthroughBehavior: passthroughBehavior === byItself ? undefined : textOf(passthroughBehavior),
    // The class chooses responses by the names of the service's errors unless they are given.
    responses: writeResponses(integration, writer),
  });
  const { httpMethod } = integration;
  return {
    expression: call(`new ${writer.imports.use('AwsServiceIntegration')}`, props),
    integration: { type: 'AWS', httpMethod, uri, credentials, ...customPart(integration) },
  };
}

type Props = Readonly<Record<string, Expression | undefined>>;

function requestProps({ timeoutMs, requestParameters = [] }: IntegrationSettings, writer: ValueWriter): Props {
  return {
    timeout: typeof timeoutMs === 'number' && timeoutMs !== 29_000 ? duration(timeoutMs, writer) : undefined,
    requestParameters:
      requestParameters.length === 0
        ? undefined
        : recordOf(requestParameters.map((mapping) => [targetOf(mapping), sourceOf(mapping, writer)] as const)),
  };
}

/** What `requestProps` says. */
function requestPart({ timeoutMs, requestParameters = [] }: IntegrationSettings): IntegrationSettings {
  return {
    ...(typeof timeoutMs === 'number' && { timeoutMs }),
    ...(requestParameters.length > 0 && { requestParameters }),
  };
}

function targetOf({ target }: RequestParameterMapping): string {
  return `integration.request.${target.location}.${target.name}`;
}

function sourceOf({ target, source }: RequestParameterMapping, writer: ValueWriter): Expression {
  if (source.kind !== 'literal' || !isSecretName(target.name) || source.value === '') {
    return writer.value(printRequestMappingSource(source));
  }
  const secret = writer.connections.connect('secrets', source.value, target.name);
  return { kind: 'template', parts: ["'", secret, "'"] };
}

/** Undefined where the class cannot say the responses. */
function customProps(integration: IntegrationSettings, writer: ValueWriter): Props | undefined {
  const { requestTemplates = {}, passthroughBehavior, contentHandling, responses = [] } = integration;
  if (!responses.every(({ statusCode }) => isStatus(statusCode))) return undefined;
  const [only] = responses;
  const isDefault = responses.length === 1 && only?.statusCode === '200' && isPlain(only);
  return {
    ...requestProps(integration, writer),
    requestTemplates: Object.keys(requestTemplates).length === 0 ? undefined : writer.document(requestTemplates),
    passthroughBehavior:
      passthroughBehavior === undefined || passthroughBehavior === 'WHEN_NO_MATCH'
        ? undefined
        : textOf(passthroughBehavior),
    contentHandling: contentHandling === undefined ? undefined : textOf(contentHandling),
    responses: isDefault ? undefined : writeResponses(integration, writer),
  };
}

/** What `customProps` says. */
function customPart(integration: IntegrationSettings): IntegrationSettings {
  const { requestTemplates, passthroughBehavior, contentHandling, responses = [] } = integration;
  return {
    ...requestPart(integration),
    ...defined({ requestTemplates, passthroughBehavior, contentHandling }),
    responses,
  };
}

function isPlain(response: IntegrationResponse): boolean {
  const { selectionPattern, responseParameters = [], responseTemplates = {}, contentHandling } = response;
  return (
    selectionPattern === undefined &&
    contentHandling === undefined &&
    responseParameters.length === 0 &&
    Object.keys(responseTemplates).length === 0
  );
}

function writeResponses({ responses = [] }: IntegrationSettings, writer: ValueWriter): Expression {
  return listOf(
    responses.map(
      ({ statusCode, selectionPattern, responseParameters = [], responseTemplates = {}, contentHandling }) =>
        objectOf({
          statusCode: code(statusCode),
          selectionPattern: selectionPattern === undefined ? undefined : writer.value(selectionPattern),
          responseParameters:
            responseParameters.length === 0
              ? undefined
              : recordOf(
                  responseParameters.map(
                    ({ header, source }) =>
                      [`method.response.header.${header}`, writer.value(printResponseMappingSource(source))] as const,
                  ),
                ),
          responseTemplates:
            Object.keys(responseTemplates).length === 0 ? undefined : writer.document(responseTemplates),
          contentHandling: contentHandling === undefined ? undefined : textOf(contentHandling),
        }),
    ),
  );
}

/** Whether a status is a number as constructs take it. */
export function isStatus(statusCode: string): boolean {
  return /^[1-9]\d*$/.test(statusCode);
}

function asData(integration: Integration, writer: ValueWriter): WrittenIntegration {
  return { expression: integrationAsData(integration, writer), integration, isData: true };
}

/** The keys of a cache as constructs take them; undefined where they cannot. */
export function writeCache(
  { cacheNamespace, cacheKeyParameters = [] }: Integration,
  path: string,
): Expression | undefined {
  if (typeof cacheNamespace !== 'string') return undefined;
  const keys = cacheKeyParameters.map((parameter) => printCacheKey(parameter));
  const written = keys.map((key) => (typeof key === 'string' ? key.replace(/^method\.request\./, '') : ''));
  const variables = pathParameterNames(path);
  const isSayable = written.every((key, index) => {
    const [, location, name = ''] = /^(header|querystring|path)\.(.+)$/s.exec(key) ?? [];
    if (location !== undefined) return location !== 'path' || variables.includes(name);
    return key.startsWith('integration.') && parseCacheKey(keys[index] ?? '').kind === 'integration.request';
  });
  if (!isSayable) return undefined;
  return recordOf([
    ['keys', listOf(written.map(textOf))],
    ['namespace', textOf(cacheNamespace)],
  ]);
}
