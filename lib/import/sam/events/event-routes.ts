import { ANY_METHOD, addPath, type DefinitionDraft } from '../definition/definition-draft.js';
import type { SamResource, Translation } from '../translation.js';
import { conditionOf } from '../values/conditions.js';
import { conditional, ref, referredId } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, isTruthy, firstTrue } from '../values/sam-value.js';
import { HTTP, type ImplicitApi } from './implicit-api-kinds.js';

/** What the events of one API said of the resources that they stand in. */
export interface EventsOfApi {
  /** By path, then by method. */
  readonly conditions: Map<string, Map<string, string | undefined>>;
  readonly deletionPolicies: (string | undefined)[];
  readonly updateReplacePolicies: (string | undefined)[];
}

/** Adds the routes of a resource's events to their APIs, and remembers by API what they said. */
export function readEvents<Draft extends DefinitionDraft>(
  translation: Translation,
  api: ImplicitApi<Draft>,
  sam: SamResource,
  seen: Map<string, EventsOfApi>,
): void {
  for (const [eventId, event] of sam.properties.getMap('Events') ?? []) {
    if (!(event instanceof SamMap) || event.getString('Type') !== api.eventType) continue;
    try {
      readEvent(translation, api, sam, event, seen);
    } catch (error) {
      if (!(error instanceof InvalidDefinition)) throw error;
      const place = { element: sam.logicalId, property: `Events.${eventId}` };
      translation.report('invalid-value', place, error.message);
    }
  }
}

function readEvent<Draft extends DefinitionDraft>(
  translation: Translation,
  api: ImplicitApi<Draft>,
  sam: SamResource,
  event: SamMap,
  seen: Map<string, EventsOfApi>,
): void {
  const properties = event.get('Properties') ?? new SamMap();
  if (!(properties instanceof SamMap)) throw new InvalidDefinition('Cannot read the event: its Properties are no map');
  if (properties.size === 0) {
    if (api.eventType === 'Api') return;
    event.set('Properties', properties);
  }
  if (!properties.has(api.idProperty)) {
    passTagsOn(translation, api.logicalId, sam);
    properties.set(api.idProperty, ref(api.logicalId));
  }
  if (api.eventType === 'HttpApi' && !isTruthy(properties.get('Path')) && !isTruthy(properties.get('Method')))
    properties.set('Path', '$default').set('Method', ANY_METHOD);
  const route = readRoute(api, properties);
  rememberEvent(seen, route, sam);
  addRoute(translation, api, route);
  if (properties.has('RouteSettings')) addRouteSettings(translation, route, properties, sam);
}

interface Route {
  readonly apiId: string;
  readonly path: string;
  readonly method: string;
}

function readRoute<Draft extends DefinitionDraft>(api: ImplicitApi<Draft>, properties: SamMap): Route {
  const apiId = referredId(properties.get(api.idProperty));
  const path = properties.get('Path');
  const method = properties.get('Method');
  if (typeof path !== 'string' || typeof method !== 'string')
    throw new InvalidDefinition('Cannot add the route of the event: Path and Method must be texts');
  if (typeof apiId !== 'string')
    throw new InvalidDefinition(`Cannot add the route of the event: ${api.idProperty} names no API of this template`);
  return { apiId, path, method };
}

function rememberEvent(seen: Map<string, EventsOfApi>, route: Route, sam: SamResource): void {
  const apiId = route.apiId;
  const none: EventsOfApi = { conditions: new Map(), deletionPolicies: [], updateReplacePolicies: [] };
  const events = seen.get(apiId) ?? none;
  seen.set(apiId, events);
  const path = route.path;
  const methods = events.conditions.get(path) ?? new Map<string, string | undefined>();
  events.conditions.set(path, methods);
  methods.set(route.method, conditionOf(sam.resource));
  events.deletionPolicies.push(sam.resource.getString('DeletionPolicy'));
  events.updateReplacePolicies.push(sam.resource.getString('UpdateReplacePolicy'));
}

/** Adds the path to the definition, if it is one that the translator writes: an author's own stays as it is. */
function addRoute<Draft extends DefinitionDraft>(
  translation: Translation,
  api: ImplicitApi<Draft>,
  route: Route,
): void {
  const target = translation.resources.getMap(route.apiId);
  const type = target?.getString('Type');
  if (target === undefined || (type === HTTP.apiType && api.eventType === 'Api'))
    throw new InvalidDefinition(
      `Cannot add the route of the event: ${route.apiId} is no ${api.apiType} of this template`,
    );
  const properties = target.getMap('Properties');
  const definition = properties?.get('DefinitionBody');
  if (!api.isDefinition(definition) || !isTruthy(properties?.get('__MANAGE_SWAGGER'))) return;
  const draft = api.draft(definition);
  addPath(draft, route.path, route.method);
  properties.set('DefinitionBody', api.finish(draft));
}

function addRouteSettings(translation: Translation, route: Route, properties: SamMap, sam: SamResource): void {
  const api = translation.resources.getMap(route.apiId)?.getMap('Properties');
  if (api === undefined) return;
  const method = route.method;
  const key = method === ANY_METHOD ? route.path : `${method.toUpperCase()} ${route.path}`;
  const condition = sam.resource.get('Condition');
  const own = properties.get('RouteSettings') ?? null;
  const settings = isTruthy(condition) ? conditional(condition, own) : own;
  const all = api.setDefault('RouteSettings', new SamMap());
  if (!(all instanceof SamMap) || !(settings instanceof SamMap))
    throw new InvalidDefinition('Cannot add the settings of the route: RouteSettings is no map');
  const present = all.setDefault(key, new SamMap());
  if (present instanceof SamMap) present.update(settings);
}

/** `PropagateTags` of the function reaches the API that its events make. */
function passTagsOn(translation: Translation, logicalId: string, sam: SamResource): void {
  const globals = translation.template.getMap('Globals')?.getMap(sam.type.slice('AWS::Serverless::'.length));
  const tags = firstTrue(sam.properties.get('Tags'), globals?.get('Tags'));
  const propagate = firstTrue(sam.properties.get('PropagateTags'), globals?.get('PropagateTags'));
  const api = translation.resources.getMap(logicalId)?.getMap('Properties');
  if (!(tags instanceof SamMap) || propagate === undefined || api === undefined) return;
  const present = api.setDefault('Tags', new SamMap());
  if (present instanceof SamMap) present.update(tags);
  api.set('PropagateTags', true);
}
