import { GeneratedResource } from '../resources/generated-resource.js';
import { hashedLogicalId, isAlphanumeric } from '../values/logical-id.js';
import { mapOf, type SamValue } from '../values/sam-value.js';
import type { EventContext } from './event-context.js';

/** Who may call the function of an event, and on behalf of what. */
export interface Grant {
  readonly principal: string;
  readonly sourceArn?: SamValue | undefined;
  readonly sourceAccount?: SamValue | undefined;
  readonly eventSourceToken?: SamValue | undefined;
  /** The end of the logical id: the stage of a REST API. */
  readonly suffix?: string;
  /** The beginning of the logical id, instead of the event's. */
  readonly prefix?: string;
}

/** The permission of an event: `<Function><Event>Permission<Suffix>`. */
export function eventPermission(event: EventContext, grant: Grant): GeneratedResource {
  const prefix = `${grant.prefix ?? event.logicalId}Permission`;
  const suffix = grant.suffix ?? '';
  const logicalId = isAlphanumeric(suffix) ? prefix + suffix : hashedLogicalId(prefix, suffix);
  return new GeneratedResource(logicalId, 'AWS::Lambda::Permission', event.attributes)
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', mapOf({ Ref: event.target.logicalId }))
    .set('Principal', grant.principal)
    .set('SourceArn', grant.sourceArn)
    .set('SourceAccount', grant.sourceAccount)
    .set('EventSourceToken', grant.eventSourceToken);
}
