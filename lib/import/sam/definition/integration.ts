import type { GeneratedResource } from '../resources/generated-resource.js';
import { conditional, sub } from '../values/intrinsics.js';
import { requireMap } from '../values/invalid-definition.js';
import { SamMap, isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import {
  ANY_METHOD,
  INTEGRATION,
  addPath,
  hasIntegration,
  integrationOf,
  methodDefinitions,
  normalizeMethod,
  pathItems,
  placeOf,
  type EventRoute,
  type Route,
} from './definition.js';

const STREAMING = 'RESPONSE_STREAM';

/** The URI under which API Gateway invokes a function or its alias. */
export function invocationUri(target: GeneratedResource, partition: string, responseTransferMode?: SamValue): SamMap {
  const streams = responseTransferMode === STREAMING;
  const version = streams ? '2021-11-15' : '2015-03-31';
  const call = streams ? 'response-streaming-invocations' : 'invocations';
  const name = target.type === 'AWS::Lambda::Alias' ? target.logicalId : `${target.logicalId}.Arn`;
  return sub(`arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/\${${name}}/${call}`);
}

/** The URI under which API Gateway invokes a function of which the ARN is given. */
export function arnInvocationUri(functionArn: SamValue, partition: string, variable = '__FunctionArn__'): SamMap {
  const path = `lambda:path/2015-03-31/functions/\${${variable}}/invocations`;
  return sub(`arn:${partition}:apigateway:\${AWS::Region}:${path}`, { [variable]: functionArn });
}

/** Adds the proxy integration of a function to a method of a REST API. */
export function addLambdaIntegration(
  document: SamMap,
  route: EventRoute,
  uri: SamValue,
  settings: { readonly credentials: SamValue | undefined; readonly responseTransferMode: SamValue | undefined },
): void {
  const integration = mapOf({
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: underCondition(route, uri),
    responseTransferMode: settings.responseTransferMode === STREAMING ? 'STREAM' : undefined,
    credentials: settings.credentials,
  });
  addIntegration(document, route, integration, new SamMap());
}

/** Adds the integration that starts a state machine. */
export function addStateMachineIntegration(
  document: SamMap,
  route: EventRoute,
  credentials: SamValue,
  requestTemplates: SamValue,
): void {
  const uri = sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution');
  const integration = mapOf({
    type: 'aws',
    httpMethod: 'POST',
    uri: underCondition(route, uri),
    responses: byStatus('statusCode', '200', '400'),
    credentials,
    requestTemplates,
  });
  addIntegration(document, route, integration, byStatus('description', 'OK', 'Bad Request'));
}

/** Adds the proxy integration of a function to a route of an HTTP API, unless the route has one. */
export function addHttpIntegration(document: SamMap, route: EventRoute, uri: SamValue): void {
  if (hasIntegration(document, route)) return;
  const integration = mapOf({
    type: 'aws_proxy',
    httpMethod: 'POST',
    payloadFormatVersion: '2.0',
    uri: underCondition(route, uri),
  });
  addIntegration(document, route, integration, new SamMap());
  if (route.path === '$default' && normalizeMethod(route.method) === ANY_METHOD)
    for (const definition of methodDefinitions(document, route)) definition.set('isDefaultRoute', true);
}

/** Sets a member of the integration of a method, such as its timeout, unless the value is empty. */
export function setInIntegration(document: SamMap, route: Route, name: string, value: SamValue | undefined): void {
  if (!isTruthy(value)) return;
  for (const definition of methodDefinitions(document, route)) integrationOf(definition).set(name, value);
}

function addIntegration(document: SamMap, route: EventRoute, integration: SamMap, responses: SamMap): void {
  const method = normalizeMethod(route.method);
  addPath(document, route);
  for (const item of pathItems(document, route.path)) {
    if (!isTruthy(item.get(method))) item.set(method, new SamMap());
    const definition = requireMap(item.get(method), placeOf(route));
    definition.set(INTEGRATION, integration).setDefault('responses', responses);
    if (route.condition !== undefined) item.set(method, conditional(route.condition, definition));
  }
}

function underCondition({ condition }: EventRoute, value: SamValue): SamValue {
  return condition === undefined ? value : conditional(condition, value);
}

function byStatus(name: string, of200: string, of400: string): SamMap {
  return mapOf({ '200': mapOf({ [name]: of200 }), '400': mapOf({ [name]: of400 }) });
}
