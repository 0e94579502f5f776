import {
  isDeployTime,
  isHttpMethod,
  printHttpMappingTarget,
  printSelectionExpression,
  printValue,
  type HttpApiIntegration,
  type HttpApiLambdaIntegration,
  type HttpApiProxyIntegration,
  type HttpRequestMapping,
  type HttpResponseMapping,
  type Value,
} from '../../model/index.js';
import { writeCredentials } from './credentials.js';
import { integrationAsData } from './data-integration.js';
import { duration } from './duration.js';
import { call, objectOf, recordOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { isStatus } from './integration.js';
import { calledFunction } from './lambda-uri.js';
import { isSecretName } from './secret-name.js';
import type { ValueWriter } from './value-writer.js';

/** Writes the integration of a route of an HTTP API: by the class for it, else as the data that classes make. */
export function writeHttpIntegration(integration: HttpApiIntegration, writer: ValueWriter): Expression {
  // A document has no place for a description, so neither have constructs.
  const { description: _, ...said } = integration;
  return byClass(said, writer) ?? integrationAsData(said, writer);
}

function byClass(integration: HttpApiIntegration, writer: ValueWriter): Expression | undefined {
  switch (integration.type) {
    case 'AWS_PROXY':
      return byFunction(integration, writer);
    case 'HTTP_PROXY':
      return byUrl(integration, writer);
    case 'AWS_SERVICE':
      return undefined;
  }
}

function byFunction(integration: HttpApiLambdaIntegration, writer: ValueWriter): Expression | undefined {
  const { uri, payloadFormatVersion, credentials } = integration;
  const called = calledFunction(uri);
  if (called === undefined || called.streaming || !isSayable(integration)) return undefined;
  const props = objectOf({
    payloadFormatVersion: payloadFormatVersion === '2.0' ? undefined : textOf(payloadFormatVersion),
    ...writeSettings(integration, writer),
    credentials: writeCredentials(credentials, writer),
  });
  const handler = writer.connections.connect('functions', called.functionArn);
  return call(`new ${writer.imports.use('HttpLambdaIntegration')}`, ...withoutEmptyEnd([handler, props]));
}

function byUrl(integration: HttpApiProxyIntegration, writer: ValueWriter): Expression | undefined {
  const { uri, httpMethod, vpcLink, serverNameToVerify, credentials } = integration;
  if (typeof httpMethod !== 'string' || !isHttpMethod(httpMethod) || !isSayable(integration)) return undefined;
  if (credentials !== undefined || vpcLink?.target !== undefined) return undefined;
  if (vpcLink === undefined && serverNameToVerify !== undefined) return undefined;
  const backend = vpcLink === undefined ? { className: 'HttpUrlIntegration' } : privateBackend(uri);
  if (backend === undefined) return undefined;
  const props = objectOf({
    vpcLink: vpcLink && writer.connections.connect('vpcLinks', vpcLink.id),
    httpMethod: httpMethod === 'ANY' ? undefined : textOf(httpMethod),
    serverNameToVerify: serverNameToVerify === undefined ? undefined : writer.value(serverNameToVerify),
    ...writeSettings(integration, writer),
  });
  const target = 'kind' in backend ? writer.connections.connect(backend.kind, uri) : writer.value(uri);
  return call(`new ${writer.imports.use(backend.className)}`, ...withoutEmptyEnd([target, props]));
}

/** The class for what a VPC link leads to. One that only deployment knows is taken for the listener of an Application Load Balancer. */
function privateBackend(
  uri: Value<string>,
): { readonly className: string; readonly kind: 'listeners' | 'services' } | undefined {
  const text = printValue(uri);
  if (text.includes(':servicediscovery:')) return { className: 'HttpServiceDiscoveryIntegration', kind: 'services' };
  if (text.includes(':listener/net/')) return { className: 'HttpNlbIntegration', kind: 'listeners' };
  if (isDeployTime(uri) && /^https?:/.test(text)) return undefined;
  return isDeployTime(uri) || text.includes(':listener/app/')
    ? { className: 'HttpAlbIntegration', kind: 'listeners' }
    : undefined;
}

/** Whether props have a place for the settings: mappings of known targets and statuses, a time limit of known length. */
function isSayable(integration: HttpApiLambdaIntegration | HttpApiProxyIntegration): boolean {
  const { timeoutMs, requestParameters = [], responseParameters = [] } = integration;
  return (
    !isDeployTime(timeoutMs) &&
    requestParameters.every(({ target }) => target.kind !== 'invalid') &&
    responseParameters.every(
      ({ statusCode, mappings }) => isStatus(statusCode) && mappings.every(({ target }) => target.kind !== 'invalid'),
    )
  );
}

function writeSettings(
  { timeoutMs, requestParameters = [], responseParameters = [] }: HttpApiLambdaIntegration | HttpApiProxyIntegration,
  writer: ValueWriter,
): Readonly<Record<string, Expression | undefined>> {
  return {
    timeout: typeof timeoutMs === 'number' ? duration(timeoutMs, writer) : undefined,
    map: requestParameters.length === 0 ? undefined : writeMap(requestParameters, writer),
    mapResponses:
      responseParameters.length === 0
        ? undefined
        : recordOf(responseParameters.map(({ statusCode, mappings }) => [statusCode, writeMap(mappings, writer)])),
  };
}

function writeMap(mappings: readonly (HttpRequestMapping | HttpResponseMapping)[], writer: ValueWriter): Expression {
  return recordOf(mappings.map((mapping) => [printHttpMappingTarget(mapping.target), writeMapped(mapping, writer)]));
}

/** A literal that is a secret by the name of its parameter is given to the class. */
function writeMapped({ target, value }: HttpRequestMapping | HttpResponseMapping, writer: ValueWriter): Expression {
  const text = printSelectionExpression(value);
  const isLiteral = value.kind === 'expression' && value.parts.every(({ kind }) => kind === 'text') && text !== '';
  return isLiteral && 'name' in target && isSecretName(target.name)
    ? writer.connections.connect('secrets', text, target.name)
    : writer.value(text);
}
