import { REST, type ApiKind } from '../definition/api-kind.js';
import type { EventRoute } from '../definition/definition.js';
import { sideResource, type GeneratedResource } from '../resources/generated-resource.js';
import type { SamResource } from '../resources/sam-resource.js';
import type { Translation } from '../translation.js';
import { referredId } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers } from '../values/invalid-definition.js';
import { hashedLogicalId, isAlphanumeric } from '../values/logical-id.js';
import { SamMap, type SamValue } from '../values/sam-value.js';

/** An event of a function or state machine while its resources are made. */
export interface ApiGatewayEvent {
  readonly translation: Translation;
  /** The function or state machine. */
  readonly sam: SamResource;
  readonly name: string;
  readonly properties: SamMap;
  /** What the event calls: the function or state machine, or its alias. */
  readonly target: GeneratedResource;
}

/** The route of an event, and the API that it names. */
export interface ApiRoute extends EventRoute {
  /** The properties of the API. */
  readonly api: SamMap;
  /** The API as the event refers to it. */
  readonly reference: SamValue;
}

const ROUTE_MEMBERS = ['Path', 'Method', 'Stage', 'Auth'];
const FUNCTION_MEMBERS: Readonly<Record<ApiKind['eventType'], readonly string[]>> = {
  Api: [...ROUTE_MEMBERS, 'RestApiId', 'RequestModel', 'RequestParameters', 'ResponseTransferMode', 'TimeoutInMillis'],
  HttpApi: [...ROUTE_MEMBERS, 'ApiId', 'PayloadFormatVersion', 'RouteSettings', 'TimeoutInMillis'],
};
const STATE_MACHINE_MEMBERS = [...ROUTE_MEMBERS, 'RestApiId', 'UnescapeMappingTemplate'];

/** Reads the route of an event; the translator has given it an API by then. */
export function readRoute(
  translation: Translation,
  kind: ApiKind,
  { type, resource }: SamResource,
  properties: SamMap,
): ApiRoute & { readonly apiId: string } {
  const isStateMachine = type === 'AWS::Serverless::StateMachine';
  checkMembers(properties, isStateMachine ? STATE_MACHINE_MEMBERS : FUNCTION_MEMBERS[kind.eventType], 'The event');
  const path = properties.get('Path');
  const method = properties.get('Method');
  if (typeof path !== 'string' || typeof method !== 'string')
    throw new InvalidDefinition('Path and Method of the event must be strings');
  const reference = properties.get(kind.idProperty) ?? null;
  const apiId = referredId(reference);
  const api = typeof apiId === 'string' ? translation.resources.getMap(apiId) : undefined;
  if (
    typeof apiId !== 'string' ||
    api === undefined ||
    (kind === REST && api.get('Type') === 'AWS::Serverless::HttpApi')
  )
    throw new InvalidDefinition(`${kind.idProperty} of the event must refer to an ${kind.type} of this template`);
  return {
    path,
    method: method.toLowerCase(),
    condition: resource.getString('Condition'),
    api: api.getMap('Properties') ?? new SamMap(),
    reference,
    apiId,
  };
}

/**
 * Lets API Gateway call the function of an event: `<Function><Event>Permission<Stage>`.
 *
 * @param stage - the name of the stage for a REST API; HTTP APIs have one permission for all stages
 */
export function eventPermission(event: ApiGatewayEvent, sourceArn: SamValue, stage = ''): GeneratedResource {
  const prefix = `${event.sam.logicalId}${event.name}Permission`;
  const logicalId = isAlphanumeric(stage) ? prefix + stage : hashedLogicalId(prefix, stage);
  return sideResource(event.sam, logicalId, 'AWS::Lambda::Permission')
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', event.target.ref)
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', sourceArn);
}
