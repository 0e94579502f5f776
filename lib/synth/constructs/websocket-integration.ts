import {
  isDeployTime,
  isHttpMethod,
  printMessageMappingSource,
  printResponseMappingSource,
  printSelectionExpression,
  type SelectionExpression,
  type SelectionLanguage,
  type Templates,
  type WebSocketIntegration,
  type WebSocketIntegrationResponse,
} from '../../model/index.js';
import { writeCredentials } from './credentials.js';
import { integrationAsData } from './data-integration.js';
import { duration } from './duration.js';
import { call, code, listOf, objectOf, recordOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import { calledFunction } from './lambda-uri.js';
import { isSecretName } from './secret-name.js';
import { calledService, SERVICE_METHODS } from './service-uri.js';
import type { ValueWriter } from './value-writer.js';

/** Writes the integration of a route of a WebSocket API: by the class for it, else as the data that classes make. */
export function writeWebSocketIntegration(integration: WebSocketIntegration, writer: ValueWriter): Expression {
  return byClass(integration, writer) ?? integrationAsData(integration, writer);
}

type Props = Readonly<Record<string, Expression | undefined>>;

function byClass(integration: WebSocketIntegration, writer: ValueWriter): Expression | undefined {
  if (!isSayable(integration)) return undefined;
  switch (integration.type) {
    case 'MOCK':
      return byMock(integration, writer);
    case 'HTTP':
    case 'HTTP_PROXY':
      return byUrl(integration, writer);
    case 'AWS':
    case 'AWS_PROXY':
      return byFunction(integration, writer) ?? byService(integration, writer);
  }
}

function byMock(
  integration: Extract<WebSocketIntegration, { type: 'MOCK' }>,
  writer: ValueWriter,
): Expression | undefined {
  const { credentials, timeoutMs, requestParameters = [], requestTemplates = {} } = integration;
  if (credentials !== undefined || timeoutMs !== undefined || requestParameters.length > 0) return undefined;
  const custom = customProps(integration, writer);
  if (custom === undefined) return undefined;
  // The class has a template of its own unless it is given one.
  const props = objectOf({ ...custom, requestTemplates: writer.document(requestTemplates) });
  return call(`new ${writer.imports.use('WebSocketMock')}`, props);
}

function byUrl(
  integration: Extract<WebSocketIntegration, { type: 'HTTP' | 'HTTP_PROXY' }>,
  writer: ValueWriter,
): Expression | undefined {
  const { uri, httpMethod, vpcLink, credentials } = integration;
  if (typeof httpMethod !== 'string' || !isHttpMethod(httpMethod) || vpcLink?.target !== undefined) return undefined;
  const isProxy = integration.type === 'HTTP_PROXY';
  const settings = isProxy ? proxyProps(integration, writer) : customProps(integration, writer);
  if (settings === undefined) return undefined;
  const props = objectOf({
    httpMethod: httpMethod === 'POST' ? undefined : textOf(httpMethod),
    vpcLink: vpcLink && writer.connections.connect('vpcLinks', vpcLink.id),
    credentials: writeCredentials(credentials, writer),
    ...settings,
  });
  const className = isProxy ? 'WebSocketHttpProxy' : 'WebSocketHttp';
  return call(`new ${writer.imports.use(className)}`, ...withoutEmptyEnd([writer.value(uri), props]));
}

function byFunction(
  integration: Extract<WebSocketIntegration, { type: 'AWS' | 'AWS_PROXY' }>,
  writer: ValueWriter,
): Expression | undefined {
  const { uri, httpMethod, vpcLink, credentials } = integration;
  const called = calledFunction(uri);
  if (called === undefined || called.streaming || httpMethod !== 'POST' || vpcLink !== undefined) return undefined;
  const isProxy = integration.type === 'AWS_PROXY';
  const settings = isProxy ? proxyProps(integration, writer) : customProps(integration, writer);
  if (settings === undefined) return undefined;
  const props = objectOf({
    proxy: isProxy ? undefined : code('false'),
    ...settings,
    credentials: writeCredentials(credentials, writer),
  });
  const handler = writer.connections.connect('functions', called.functionArn);
  return call(`new ${writer.imports.use('WebSocketLambda')}`, ...withoutEmptyEnd([handler, props]));
}

/** A call of a service in a role. */
function byService(
  integration: Extract<WebSocketIntegration, { type: 'AWS' | 'AWS_PROXY' }>,
  writer: ValueWriter,
): Expression | undefined {
  const { type, uri, httpMethod, vpcLink, credentials } = integration;
  if (type !== 'AWS' || credentials === undefined || vpcLink !== undefined) return undefined;
  if (typeof httpMethod !== 'string' || !SERVICE_METHODS.has(httpMethod)) return undefined;
  const request = calledService(uri, writer);
  const custom = customProps(integration, writer);
  if (request === undefined || custom === undefined) return undefined;
  const props = objectOf({
    ...request,
    httpMethod: httpMethod === 'POST' ? undefined : textOf(httpMethod),
    credentials: writeCredentials(credentials, writer),
    ...custom,
  });
  return call(`new ${writer.imports.use('WebSocketAwsService')}`, props);
}

/** Whether props have a place for the mappings and the time limit, whatever the class. */
function isSayable({ timeoutMs, requestParameters = [], responses = [] }: WebSocketIntegration): boolean {
  const sources = [
    ...requestParameters.map(({ source }) => source),
    ...responses.flatMap(({ responseParameters = [] }) => responseParameters.map(({ source }) => source)),
  ];
  const keys = responses.map(({ integrationResponseKey }) => integrationResponseKey);
  return (
    !isDeployTime(timeoutMs) &&
    sources.every(({ kind }) => kind !== 'invalid' && kind !== 'deploy-time') &&
    keys.every((key, index) => (key === '$default' || /^\/.+\/$/s.test(key)) && keys.indexOf(key) === index)
  );
}

function requestProps(integration: WebSocketIntegration, writer: ValueWriter): Props {
  const { timeoutMs, requestParameters = [], contentHandling } = integration;
  return {
    timeout: typeof timeoutMs === 'number' ? duration(timeoutMs, writer) : undefined,
    contentHandling: contentHandling === undefined ? undefined : textOf(contentHandling),
    requestParameters:
      requestParameters.length === 0
        ? undefined
        : recordOf(
            requestParameters.map((mapping) => {
              const { location, name } = mapping.target;
              return [`integration.request.${location}.${name}`, writeSource(mapping, writer)] as const;
            }),
          ),
  };
}

type RequestMapping = NonNullable<WebSocketIntegration['requestParameters']>[number];

/** A literal that is a secret by the name of its parameter is given to the class. */
function writeSource({ target, source }: RequestMapping, writer: ValueWriter): Expression {
  if (source.kind !== 'literal' || !isSecretName(target.name) || source.value === '') {
    return writer.value(printMessageMappingSource(source));
  }
  return { kind: 'template', parts: ["'", writer.connections.connect('secrets', source.value, target.name), "'"] };
}

/** Undefined for settings that a proxy does not use and its class does not have. */
function proxyProps(integration: WebSocketIntegration, writer: ValueWriter): Props | undefined {
  const { passthroughBehavior, templateSelectionExpression, requestTemplates = {}, responses = [] } = integration;
  const isPlain =
    (passthroughBehavior === undefined || passthroughBehavior === 'WHEN_NO_MATCH') &&
    templateSelectionExpression === undefined &&
    Object.keys(requestTemplates).length === 0 &&
    responses.length === 0;
  return isPlain ? requestProps(integration, writer) : undefined;
}

/** Undefined where the class chooses among templates in another way. */
function customProps(integration: WebSocketIntegration, writer: ValueWriter): Props | undefined {
  const { passthroughBehavior, requestTemplates = {}, responses = [] } = integration;
  const selection = selectionOf(integration.templateSelectionExpression, requestTemplates, writer);
  const written = responses.map((response) => responseProps(response, writer));
  if (selection === undefined || written.includes(undefined)) return undefined;
  const [only, ...others] = written;
  const isDefault = only !== undefined && others.length === 0 && only.members.length === 0;
  return {
    ...requestProps(integration, writer),
    requestTemplates: Object.keys(requestTemplates).length === 0 ? undefined : writer.document(requestTemplates),
    ...selection,
    passthroughBehavior:
      passthroughBehavior === undefined || passthroughBehavior === 'WHEN_NO_MATCH'
        ? undefined
        : textOf(passthroughBehavior),
    // The class has a response of its own unless it is given others.
    responses: isDefault ? undefined : listOf(written.filter((response) => response !== undefined)),
  };
}

function responseProps(
  response: WebSocketIntegrationResponse,
  writer: ValueWriter,
): Extract<Expression, { kind: 'object' }> | undefined {
  const { integrationResponseKey: key, contentHandling, responseTemplates = {}, responseParameters = [] } = response;
  const selection = selectionOf(response.templateSelectionExpression, responseTemplates, writer);
  if (selection === undefined) return undefined;
  return objectOf({
    key: key === '$default' ? undefined : textOf(key),
    templates: Object.keys(responseTemplates).length === 0 ? undefined : writer.document(responseTemplates),
    ...selection,
    responseParameters:
      responseParameters.length === 0
        ? undefined
        : recordOf(
            responseParameters.map(
              ({ header, source }) =>
                [`method.response.header.${header}`, writer.value(printResponseMappingSource(source))] as const,
            ),
          ),
    contentHandling: contentHandling === undefined ? undefined : textOf(contentHandling),
  });
}

/** Undefined where the class refuses the expression or adds one. */
function selectionOf(
  expression: SelectionExpression<SelectionLanguage> | undefined,
  templates: Templates,
  writer: ValueWriter,
): { readonly templateSelectionExpression?: Expression } | undefined {
  const keys = Object.keys(templates);
  if (expression === undefined) return keys.every((key) => key === 'application/json') ? {} : undefined;
  if (keys.length === 0) return undefined;
  const text = printSelectionExpression(expression);
  const isOwn = keys.length === 1 && keys[0] === '$default' && text === '\\$default';
  return isOwn ? {} : { templateSelectionExpression: writer.value(text) };
}
