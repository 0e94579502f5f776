import { HTTP, MANAGED, changeDefinition, type ApiKind } from '../definition/api-kind.js';
import { ANY_METHOD, addPath, printRoute, sectionOf } from '../definition/definition.js';
import type { SamResource } from '../resources/sam-resource.js';
import { attempt, type Translation } from '../translation.js';
import { conditional, ref } from '../values/intrinsics.js';
import { requireMap } from '../values/invalid-definition.js';
import { SamMap, firstTrue, isTruthy } from '../values/sam-value.js';
import { readRoute, type ApiRoute } from './event.js';

/** What the events of one API say about the resources that they belong to. */
export interface EventsOfApi {
  /** By path, then by method. */
  readonly conditions: Map<string, Map<string, string | undefined>>;
  readonly deletionPolicies: (string | undefined)[];
  readonly updateReplacePolicies: (string | undefined)[];
}

/** Adds the routes of a resource's events to their APIs. An event that is refused is reported and removed. */
export function readEvents(
  translation: Translation,
  kind: ApiKind,
  sam: SamResource,
  seen: Map<string, EventsOfApi>,
): void {
  const events = sam.properties.getMap('Events') ?? new SamMap();
  for (const [name, event] of events) {
    if (!(event instanceof SamMap) || event.get('Type') !== kind.eventType) continue;
    const place = { element: sam.logicalId, property: `Events.${name}` };
    const isRead = attempt(translation, place, () => {
      readEvent(translation, kind, sam, event, seen);
      return true;
    });
    if (isRead !== true) events.delete(name);
  }
}

function readEvent(
  translation: Translation,
  kind: ApiKind,
  sam: SamResource,
  event: SamMap,
  seen: Map<string, EventsOfApi>,
): void {
  const properties = requireMap(event.get('Properties') ?? new SamMap(), 'Properties');
  event.set('Properties', properties);
  if (properties.size === 0 && kind.eventType === 'Api') return;
  if (!properties.has(kind.idProperty)) {
    passTagsOn(translation, kind.implicitId, sam);
    properties.set(kind.idProperty, ref(kind.implicitId));
  }
  if (kind === HTTP && !isTruthy(properties.get('Path')) && !isTruthy(properties.get('Method')))
    properties.set('Path', '$default').set('Method', ANY_METHOD);
  const route = readRoute(translation, kind, sam, properties);
  rememberEvent(seen, route, sam);
  // The author's own definition stays as it is.
  if (isTruthy(route.api.get(MANAGED)) && kind.isDefinition(route.api.get('DefinitionBody')))
    changeDefinition(kind, route.api, (document) => addPath(document, route));
  if (properties.has('RouteSettings')) addRouteSettings(route, properties);
}

function rememberEvent(
  seen: Map<string, EventsOfApi>,
  route: ApiRoute & { readonly apiId: string },
  { resource }: SamResource,
): void {
  const none: EventsOfApi = { conditions: new Map(), deletionPolicies: [], updateReplacePolicies: [] };
  const events = seen.get(route.apiId) ?? none;
  seen.set(route.apiId, events);
  const methods = events.conditions.get(route.path) ?? new Map<string, string | undefined>();
  events.conditions.set(route.path, methods);
  methods.set(route.method, route.condition);
  events.deletionPolicies.push(resource.getString('DeletionPolicy'));
  events.updateReplacePolicies.push(resource.getString('UpdateReplacePolicy'));
}

function addRouteSettings(route: ApiRoute, properties: SamMap): void {
  const key = route.method === ANY_METHOD ? route.path : printRoute(route);
  const own = requireMap(properties.get('RouteSettings'), 'RouteSettings');
  const settings = route.condition === undefined ? own : conditional(route.condition, own);
  sectionOf(sectionOf(route.api, 'RouteSettings'), key).update(settings);
}

/** `PropagateTags` of the function reaches the API that its events make. */
function passTagsOn({ template, resources }: Translation, logicalId: string, { type, properties }: SamResource): void {
  const globals = template.getMap('Globals')?.getMap(type.replace('AWS::Serverless::', ''));
  const tags = firstTrue(properties.get('Tags'), globals?.get('Tags'));
  const propagate = firstTrue(properties.get('PropagateTags'), globals?.get('PropagateTags'));
  const api = resources.getMap(logicalId)?.getMap('Properties');
  if (!(tags instanceof SamMap) || propagate === undefined || api === undefined) return;
  sectionOf(api, 'Tags').update(tags);
  api.set('PropagateTags', true);
}
