import { HTTP, MANAGED, REST, changeDefinition, type ApiKind } from './definition/api-kind.js';
import { pathsOf, sectionOf } from './definition/definition.js';
import { readEvents, type EventsOfApi } from './events/event-routes.js';
import { samResources } from './resources/sam-resource.js';
import type { Translation } from './translation.js';
import { combineConditions, distinctConditions } from './values/conditions.js';
import { conditional } from './values/intrinsics.js';
import { isTruthy, mapOf } from './values/sam-value.js';

/**
 * Adds the path of each `Api` event to the API that the event names, and makes the API `ServerlessRestApi` of those that
 * name none.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 */
export function addImplicitRestApi(translation: Translation): void {
  addImplicitApi(translation, REST);
}

/** The same for `HttpApi` events and `ServerlessHttpApi`. */
export function addImplicitHttpApi(translation: Translation): void {
  addImplicitApi(translation, HTTP);
}

function addImplicitApi(translation: Translation, kind: ApiKind): void {
  const { resources } = translation;
  const authors = resources.get(kind.implicitId);
  const definition = kind.emptyDefinition();
  const implicit = mapOf({ ...kind.implicitProperties, DefinitionBody: definition, [MANAGED]: true });
  resources.set(kind.implicitId, mapOf({ Type: kind.type, Properties: implicit }));
  const seen = new Map<string, EventsOfApi>();
  for (const sam of samResources(translation.resources))
    if (sam.type === 'AWS::Serverless::Function' || sam.type === 'AWS::Serverless::StateMachine')
      readEvents(translation, kind, sam, seen);
  takeOverAttributes(translation, kind.implicitId, seen.get(kind.implicitId));
  addPathConditions(translation, kind, seen);
  if (pathsOf(implicit.getMap('DefinitionBody') ?? definition).length > 0) return;
  if (authors === undefined) resources.delete(kind.implicitId);
  else resources.set(kind.implicitId, authors);
}

/** The API exists where any of its functions does, and is kept where any of them is. */
function takeOverAttributes(translation: Translation, logicalId: string, events: EventsOfApi | undefined): void {
  const resource = translation.resources.getMap(logicalId);
  if (events === undefined || resource === undefined) return;
  const conditions = distinctConditions([...events.conditions.values()].flatMap((methods) => [...methods.values()]));
  if (conditions !== undefined)
    resource.set('Condition', combineConditions(translation.template, conditions, `${logicalId}Condition`));
  const deletion = ['Retain', 'Delete'].find((policy) => events.deletionPolicies.includes(policy));
  if (deletion !== undefined) resource.set('DeletionPolicy', deletion);
  const replace = ['Retain', 'Snapshot', 'Delete'].find((policy) => events.updateReplacePolicies.includes(policy));
  if (replace !== undefined) resource.set('UpdateReplacePolicy', replace);
}

/** A path exists where any of the functions behind it does. */
function addPathConditions(translation: Translation, kind: ApiKind, seen: ReadonlyMap<string, EventsOfApi>): void {
  for (const { logicalId, type, properties } of samResources(translation.resources)) {
    if (type !== kind.type || !isTruthy(properties.get(MANAGED))) continue;
    if (!kind.isDefinition(properties.get('DefinitionBody'))) continue;
    changeDefinition(kind, properties, (document) => {
      for (const path of pathsOf(document)) {
        const methods = seen.get(logicalId)?.conditions.get(path);
        const conditions = distinctConditions([...(methods?.values() ?? [])]);
        if (conditions === undefined) continue;
        const name = `${logicalId}${pathAsLogicalId(path)}PathCondition`;
        const condition = combineConditions(translation.template, conditions, name);
        const paths = sectionOf(document, 'paths');
        paths.set(path, conditional(condition, paths.get(path) ?? null));
      }
    });
  }
}

function pathAsLogicalId(path: string): string {
  return path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB');
}
