import { makePathConditional, type DefinitionDraft } from './definition/definition-draft.js';
import { readEvents, type EventsOfApi } from './events/event-routes.js';
import { HTTP, REST, type ImplicitApi } from './events/implicit-api-kinds.js';
import { samResource, type Translation } from './translation.js';
import { combineConditions, distinctConditions } from './values/conditions.js';
import { mapOf, isTruthy } from './values/sam-value.js';

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

function addImplicitApi<Draft extends DefinitionDraft>(translation: Translation, api: ImplicitApi<Draft>): void {
  const { resources } = translation;
  const authors = resources.get(api.logicalId);
  resources.set(api.logicalId, mapOf({ Type: api.apiType, Properties: api.initialProperties() }));
  const seen = new Map<string, EventsOfApi>();
  for (const [logicalId, value] of resources) {
    const sam = samResource(logicalId, value);
    if (sam?.type !== 'AWS::Serverless::Function' && sam?.type !== 'AWS::Serverless::StateMachine') continue;
    readEvents(translation, api, sam, seen);
  }
  takeOverAttributes(translation, api.logicalId, seen.get(api.logicalId));
  addPathConditions(translation, api, seen);
  const implicit = resources.getMap(api.logicalId)?.getMap('Properties')?.getMap('DefinitionBody');
  if (implicit?.getMap('paths')?.size !== 0) return;
  if (authors === undefined) resources.delete(api.logicalId);
  else resources.set(api.logicalId, authors);
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

function addPathConditions<Draft extends DefinitionDraft>(
  translation: Translation,
  api: ImplicitApi<Draft>,
  seen: Map<string, EventsOfApi>,
): void {
  for (const [logicalId, value] of translation.resources) {
    const sam = samResource(logicalId, value);
    if (sam?.type !== api.apiType || !isTruthy(sam.properties.get('__MANAGE_SWAGGER'))) continue;
    const definition = sam.properties.get('DefinitionBody');
    if (!api.isDefinition(definition)) continue;
    const draft = api.draft(definition);
    for (const path of draft.paths.keys()) {
      const methods = seen.get(logicalId)?.conditions.get(path);
      const conditions = distinctConditions([...(methods?.values() ?? [])]);
      if (conditions === undefined) continue;
      const name = `${logicalId}${pathAsLogicalId(path)}PathCondition`;
      makePathConditional(draft, path, combineConditions(translation.template, conditions, name));
    }
    sam.properties.set('DefinitionBody', api.finish(draft));
  }
}

function pathAsLogicalId(path: string): string {
  return path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB');
}
