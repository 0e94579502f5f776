import {
  diagnostic,
  printSelectionExpression,
  routeName,
  type Diagnostic,
  type WebSocketIntegration,
  type WebSocketRoute,
  type WebSocketRouteKey,
} from '../../model/index.js';
import { iamAuthorizer } from './authorizer.js';
import { typeOf } from './connections.js';
import { call, code, objectOf, recordOf, textOf, type Expression } from './expression.js';
import type { Names } from './names.js';
import type { WrittenModel } from './models.js';
import { statement, type Statement } from './statement.js';
import type { ValueWriter } from './value-writer.js';
import { writeWebSocketIntegration } from './websocket-integration.js';

/** What the routes of a WebSocket API name. */
export interface WebSocketRouteParts {
  readonly models: ReadonlyMap<string, WrittenModel>;
  /** The constants of authorizers. */
  readonly authorizers: ReadonlyMap<string, string>;
  readonly names: Names;
  readonly writer: ValueWriter;
}

/** A route as a statement, and what it does not say. */
export interface WrittenWebSocketRoute {
  /** None for a route whose key constructs do not take. */
  readonly statements: readonly Statement[];
  /** The names of its models. */
  readonly models: readonly string[];
  readonly gaps: readonly Diagnostic[];
}

/** What stands for the integration of a route that has none in the source: the generated class takes it. */
export const ABSENT_WEBSOCKET_INTEGRATION: WebSocketIntegration = { type: 'MOCK' };

export function writeWebSocketRoute(route: WebSocketRoute, parts: WebSocketRouteParts): WrittenWebSocketRoute {
  const { routeKey, operationName, apiKeyRequired, integration } = route;
  const name = routeName(routeKey);
  const gaps: Diagnostic[] = [];
  const gap: ReportGap = (message, severity = 'warning') =>
    gaps.push(diagnostic('not-representable', { element: name }, message, severity));
  if (!isWritable(routeKey)) {
    gap('Constructs do not take this route key; the source code does not have the route');
    return { statements: [], models: [], gaps };
  }
  const request = requestModelsOf(route, parts, gap);
  const response = responseOf(route, parts, gap);
  const props = objectOf({
    operationName: operationName === undefined ? undefined : textOf(operationName),
    authorizer: authorizerOf(route, parts, gap),
    apiKeyRequired: apiKeyRequired === true ? code('true') : undefined,
    parameters: parametersOf(route, gap),
    ...request.props,
    respond: response.expression,
  });
  const isOpen = integration === undefined && routeKey.kind === 'connect';
  if (integration === undefined && !isOpen) gap('The route has no integration; the generated class takes one', 'info');
  const responding = isOpen ? undefined : integrationOf(route, parts);
  const given = [
    ...(responding === undefined ? [] : [responding.expression]),
    ...(isOpen || props.members.length > 0 ? [props] : []),
  ];
  if (integration !== undefined && integration.type !== 'MOCK' && integration.vpcLink?.target !== undefined) {
    gap('CloudFormation has no property for the target of the VPC link');
  }
  return {
    statements: [...(responding?.statements ?? []), statement(call('api.addRoute', textOf(name), ...given))],
    models: [...request.names, ...response.names],
    gaps,
  };
}

/** The integration of a route. Data stands in a constant of its own, whose type the compiler checks before it chooses an overload. */
function integrationOf(
  { routeKey, operationName, integration }: WebSocketRoute,
  { names, writer }: WebSocketRouteParts,
): { readonly expression: Expression; readonly statements: readonly Statement[] } {
  const name = routeName(routeKey);
  if (integration === undefined) {
    return { expression: writer.connections.require('integrations', operationName ?? name, name), statements: [] };
  }
  const expression = writeWebSocketIntegration(integration, writer);
  if (expression.kind !== 'object') return { expression, statements: [] };
  const data = names.take(`${name} integration`);
  const type = typeOf('integrations', 'WEBSOCKET');
  writer.imports.useType(type, 'sluice');
  return { expression: code(data), statements: [{ kind: 'constant', name: data, value: expression, type }] };
}

type ReportGap = (message: string, severity?: Diagnostic['severity']) => void;

function isWritable({ kind }: WebSocketRouteKey): boolean {
  return kind !== 'invalid' && kind !== 'deploy-time';
}

function authorizerOf(
  { routeKey, authorization }: WebSocketRoute,
  { authorizers, writer }: WebSocketRouteParts,
  gap: ReportGap,
): Expression | undefined {
  if (authorization === undefined || authorization.type === 'NONE') return undefined;
  if (routeKey.kind !== 'connect') {
    gap('The source code does not have the authorization of the route: API Gateway authorizes $connect only');
    return undefined;
  }
  if (authorization.type === 'AWS_IAM') return iamAuthorizer(writer);
  const { authorizer } = authorization;
  const known = authorizers.get(authorizer);
  if (known !== undefined) return code(known);
  gap(`The source does not define the authorizer "${authorizer}"; the generated class takes one`);
  return writer.connections.require('authorizers', authorizer, authorizer);
}

/** The route declares by itself what the mappings of its integration name. */
function parametersOf({ requestParameters = [], integration }: WebSocketRoute, gap: ReportGap): Expression | undefined {
  const declared = requestParameters.map(({ location, name }) => `${location}.${name}`);
  const implied = (integration?.requestParameters ?? []).flatMap(({ source }) =>
    'name' in source && PARAMETER_KINDS.includes(source.kind) ? [`${source.kind}.${source.name}`] : [],
  );
  const added = [...new Set(implied.filter((key) => !declared.includes(key)))];
  if (added.length > 0) gap(`The route of the source code declares the mapped parameters too: ${added.join(', ')}`);
  const written = requestParameters.filter(
    ({ location, name, required }) => required || !implied.includes(`${location}.${name}`),
  );
  if (written.length === 0) return undefined;
  return recordOf(
    written.map(({ location, name, required }) => [`${location}.${name}`, code(String(required))] as const),
  );
}

const PARAMETER_KINDS: readonly string[] = ['header', 'querystring', 'multivalueheader', 'multivaluequerystring'];

function requestModelsOf(
  { requestModels = {}, modelSelectionExpression }: WebSocketRoute,
  parts: WebSocketRouteParts,
  gap: ReportGap,
): { readonly props: Readonly<Record<string, Expression | undefined>>; readonly names: readonly string[] } {
  const models = modelsOf(requestModels, parts, gap);
  const selection = modelSelectionExpression && printSelectionExpression(modelSelectionExpression);
  const isDefault = Object.keys(requestModels).every((key) => key === '$default');
  if (models === undefined) {
    if (selection !== undefined) gap('The source code does not have the modelSelectionExpression, which has no models');
    return { props: {}, names: [] };
  }
  if (selection === undefined && !isDefault) {
    gap('The source code does not have the request models of the route: nothing chooses among them');
    return { props: {}, names: [] };
  }
  if (selection === undefined) gap('The source code has the modelSelectionExpression "$default", which uses the model');
  return {
    names: models.names,
    props: {
      requestModels: models.expression,
      modelSelectionExpression:
        selection === undefined || (isDefault && selection === '$default') ? undefined : parts.writer.value(selection),
    },
  };
}

/** A route that responds has the expression `$default` and one response of this key. */
function responseOf(
  { routeResponseSelectionExpression, responses = [] }: WebSocketRoute,
  parts: WebSocketRouteParts,
  gap: ReportGap,
): { readonly expression?: Expression; readonly names: readonly string[] } {
  const [response, ...others] = responses;
  const selection = routeResponseSelectionExpression && printSelectionExpression(routeResponseSelectionExpression);
  if (response === undefined && selection === undefined) return { names: [] };
  if (
    response === undefined ||
    others.length > 0 ||
    selection !== '$default' ||
    response.routeResponseKey !== '$default'
  ) {
    gap(
      'The source code does not have the responses of the route: constructs have one response $default, chosen by $default',
    );
    return { names: [] };
  }
  const models = modelsOf(response.responseModels ?? {}, parts, gap);
  const { modelSelectionExpression: expression } = response;
  const props = objectOf({
    models: models?.expression,
    modelSelectionExpression: expression && parts.writer.value(printSelectionExpression(expression)),
  });
  return { expression: props.members.length === 0 ? code('true') : props, names: models?.names ?? [] };
}

function modelsOf(
  named: Readonly<Record<string, string>>,
  { models }: WebSocketRouteParts,
  gap: ReportGap,
): { readonly expression: Expression; readonly names: readonly string[] } | undefined {
  const known = Object.entries(named).flatMap(([key, name]) => {
    const model = models.get(name);
    if (model === undefined) gap(`The source does not define the model "${name}"`);
    return model === undefined ? [] : [{ key, name, constant: model.constant }];
  });
  if (known.length === 0) return undefined;
  return {
    names: known.map(({ name }) => name),
    expression: recordOf(known.map(({ key, constant }) => [key, code(constant)] as const)),
  };
}
