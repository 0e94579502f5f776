import { own } from '../../../support/own.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { conditionOf } from '../values/conditions.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, type SamValue } from '../values/sam-value.js';
import { expandApiEvent } from './api-event.js';
import type { ApiGatewayEvent } from './event.js';
import { expandHttpApiEvent } from './http-api-event.js';
import { expandStateMachineEvent } from './state-machine-event.js';

/** What events become, by their type: those that come through API Gateway. */
type EventTypes = Readonly<Record<string, (event: ApiGatewayEvent) => GeneratedResource[]>>;

export const FUNCTION_EVENTS: EventTypes = { Api: expandApiEvent, HttpApi: expandHttpApiEvent };
export const STATE_MACHINE_EVENTS: EventTypes = { Api: expandStateMachineEvent };

/**
 * The resources of the events of a function or state machine. An event of another type has no effect on an API, and is
 * reported.
 *
 * @param target what the events call: the resource or its alias
 */
export function expandEvents(
  translation: Translation,
  sam: SamResource,
  target: GeneratedResource,
  types: EventTypes,
): GeneratedResource[] {
  return eventsInOrder(sam.properties.getMap('Events')).flatMap(([name, event]) => {
    const place = { element: sam.logicalId, property: `Events.${name}` };
    if (!(event instanceof SamMap)) {
      translation.report('invalid-value', place, 'The event must be a map');
      return [];
    }
    const type = event.getString('Type') ?? '';
    const expand = own(types, type);
    if (expand === undefined) {
      const message = `The event ${name} of type ${type} is not expanded: it has no effect on an API`;
      translation.report('not-read', place, message, 'info');
      return [];
    }
    try {
      return expand({
        translation,
        logicalId: sam.logicalId + name,
        properties: event.getMap('Properties') ?? new SamMap(),
        target,
        attributes: passedOnAttributes(sam.resource),
        condition: conditionOf(sam.resource),
      });
    } catch (error) {
      if (!(error instanceof InvalidDefinition)) throw error;
      translation.report('invalid-value', place, error.message);
      return [];
    }
  });
}

/** By path, so that a default route comes before those that its permission covers. */
function eventsInOrder(events: SamMap | undefined): (readonly [name: string, event: SamValue])[] {
  const key = ([name, event]: readonly [string, SamValue]): string =>
    (event instanceof SamMap ? event.getMap('Properties')?.getString('Path') : undefined) ?? name;
  return [...(events ?? [])].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
