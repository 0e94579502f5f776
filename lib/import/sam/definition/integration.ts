import type { GeneratedResource } from '../resources/generated-resource.js';
import { conditional, sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, isTruthy, type SamValue } from '../values/sam-value.js';
import {
  ANY_METHOD,
  INTEGRATION,
  addPath,
  hasIntegration,
  integrationOf,
  methodDefinitions,
  normalizeMethod,
  pathItems,
  type DefinitionDraft,
} from './definition-draft.js';

const STREAMING = 'RESPONSE_STREAM';

/** A method of a definition, and the condition of the resource that its event stands in. */
export interface EventMethod {
  readonly path: string;
  readonly method: string;
  readonly condition?: string | undefined;
}

/** The URI under which API Gateway invokes a function or its alias. */
export function invocationUri(target: GeneratedResource, partition: string, responseTransferMode?: SamValue): SamMap {
  const streams = responseTransferMode === STREAMING;
  const version = streams ? '2021-11-15' : '2015-03-31';
  const call = streams ? 'response-streaming-invocations' : 'invocations';
  const isAlias = target.type === 'AWS::Lambda::Alias';
  const name = isAlias ? `\${${target.id}}` : `\${${target.id}.Arn}`;
  const uri = `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/${name}/${call}`;
  return sub(uri);
}

/** Adds the proxy integration of a function to a method of a REST API. */
export function addLambdaIntegration(
  draft: DefinitionDraft,
  event: EventMethod,
  uri: SamValue,
  settings: {
    readonly credentials?: SamValue | undefined;
    readonly responseTransferMode?: SamValue | undefined;
  },
): void {
  addIntegration(draft, event, (definition) => {
    const integration = mapOf({ type: 'aws_proxy', httpMethod: 'POST', uri: underCondition(event, uri) });
    definition.set(INTEGRATION, integration);
    if (settings.responseTransferMode === STREAMING) integration.set('responseTransferMode', 'STREAM');
    if (settings.credentials !== undefined) integration.set('credentials', settings.credentials);
    definition.setDefault('responses', new SamMap());
  });
}

/** Adds the integration that starts a state machine. */
export function addStateMachineIntegration(
  draft: DefinitionDraft,
  event: EventMethod,
  credentials: SamValue,
  requestTemplates: SamValue,
): void {
  const uri = sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution');
  addIntegration(draft, event, (definition) => {
    definition.set(
      INTEGRATION,
      mapOf({
        type: 'aws',
        httpMethod: 'POST',
        uri: underCondition(event, uri),
        responses: byStatus('statusCode', '200', '400'),
        credentials: credentials,
      }),
    );
    definition.setDefault('responses', byStatus('description', 'OK', 'Bad Request'));
    integrationOf(definition).update(mapOf({ requestTemplates }));
  });
}

/** Adds the proxy integration of a function to a route of an HTTP API, unless the route has one. */
export function addHttpIntegration(draft: DefinitionDraft, event: EventMethod, uri: SamValue): void {
  if (hasIntegration(draft, event.path, event.method)) return;
  addIntegration(draft, event, (definition) => {
    definition.set(
      INTEGRATION,
      mapOf({ type: 'aws_proxy', httpMethod: 'POST', payloadFormatVersion: '2.0', uri: underCondition(event, uri) }),
    );
    if (event.path === '$default' && normalizeMethod(event.method) === ANY_METHOD)
      definition.set('isDefaultRoute', true);
    definition.setDefault('responses', new SamMap());
  });
}

/** Sets a member of the integration of a method, such as its timeout. */
export function setInIntegration(draft: DefinitionDraft, event: EventMethod, name: string, value: SamValue): void {
  for (const definition of methodDefinitions(draft, event.path, event.method))
    integrationOf(definition).set(name, value);
}

function addIntegration(draft: DefinitionDraft, event: EventMethod, fill: (definition: SamMap) => void): void {
  const { path, condition } = event;
  const method = normalizeMethod(event.method);
  addPath(draft, path, method);
  for (const item of pathItems(draft, path)) {
    if (!isTruthy(item.get(method))) item.set(method, item.getMap(method) ?? new SamMap());
    const definition = item.get(method);
    if (!(definition instanceof SamMap))
      throw new InvalidDefinition(`Cannot add an integration to ${method} ${path}: it is no map`);
    fill(definition);
    if (condition !== undefined) item.set(method, conditional(condition, definition));
  }
}

function underCondition(event: EventMethod, value: SamValue): SamValue {
  return event.condition === undefined ? value : conditional(event.condition, value);
}

function byStatus(name: string, of200: string, of400: string): SamMap {
  return mapOf({ '200': mapOf({ [name]: of200 }), '400': mapOf({ [name]: of400 }) });
}
