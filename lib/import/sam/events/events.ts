import type { Place } from '../../../model/diagnostic.js';
import { own } from '../../../support/own.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import { expandApiEvent } from './api-event.js';
import type { EventContext } from './event-context.js';
import { expandHttpApiEvent } from './http-api-event.js';
import { OTHER_EVENTS } from './other-events.js';

/** The resources of one event, by its type; a type that is not expanded is named. */
export function expandEvent(event: EventContext, type: string, place: Place): GeneratedResource[] {
  if (type === 'Api') return expandApiEvent(event);
  if (type === 'HttpApi') return expandHttpApiEvent(event);
  const other = own(OTHER_EVENTS, type);
  if (other !== undefined) return other(event);
  event.translation.report(
    'not-read',
    place,
    `An event of type ${type} makes no resources here: it does not come through API Gateway`,
    'info',
  );
  return [];
}
