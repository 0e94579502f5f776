import { own } from '../../../support/own.js';
import { bareEvent } from '../resources/bare-resources.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import type { SamResource } from '../resources/sam-resource.js';
import { attempt, reportNotRead, type Translation } from '../translation.js';
import { requireMap } from '../values/invalid-definition.js';
import { SamMap, type SamValue } from '../values/sam-value.js';
import { expandApiEvent } from './api-event.js';
import type { ApiGatewayEvent } from './event.js';
import { expandHttpApiEvent } from './http-api-event.js';
import { expandStateMachineEvent } from './state-machine-event.js';

/** How events are expanded, by their type: those that come through API Gateway. */
type EventTypes = Readonly<Record<string, (event: ApiGatewayEvent) => GeneratedResource[]>>;

/** The events of functions. */
export const FUNCTION_EVENTS: EventTypes = { Api: expandApiEvent, HttpApi: expandHttpApiEvent };

/** The events of state machines. */
export const STATE_MACHINE_EVENTS: EventTypes = { Api: expandStateMachineEvent };

/**
 * The resources of the events of a function or state machine. An event of another type has no effect on an API: it is
 * reported, and its resource is bare.
 *
 * @param target - what the events call: the resource or its alias
 */
export function expandEvents(
  translation: Translation,
  sam: SamResource,
  target: GeneratedResource,
  types: EventTypes,
): GeneratedResource[] {
  return eventsInOrder(sam.properties.getMap('Events') ?? new SamMap()).flatMap(([name, value]) => {
    const place = { element: sam.logicalId, property: `Events.${name}` };
    const resources = attempt(translation, place, () => {
      const event = requireMap(value, 'The event');
      const type = event.getString('Type') ?? '';
      const expand = own(types, type);
      if (expand !== undefined)
        return expand({ translation, sam, name, properties: event.getMap('Properties') ?? new SamMap(), target });
      reportNotRead(
        translation,
        place,
        `The event ${name} of type ${type} is not expanded: it has no effect on an API`,
      );
      return bareEvent(sam, name, type);
    });
    return resources ?? [];
  });
}

/** By path, so that a default route comes before those that its permission covers. */
function eventsInOrder(events: SamMap): (readonly [name: string, event: SamValue])[] {
  const key = ([name, event]: readonly [string, SamValue]): string =>
    (event instanceof SamMap ? event.getMap('Properties')?.getString('Path') : undefined) ?? name;
  return [...events].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
