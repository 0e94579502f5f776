import type { GeneratedResource } from '../resources/generated-resource.js';
import { passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { conditionOf } from '../values/conditions.js';
import { getAtt } from '../values/intrinsics.js';
import { SamMap, type SamValue } from '../values/sam-value.js';

/** An event of a function or state machine while its resources are made. */
export interface EventContext {
  readonly translation: Translation;
  /** The event's name in the resource. */
  readonly name: string;
  /** Resource and event. */
  readonly logicalId: string;
  readonly properties: SamMap;
  /** What the event calls: the function, or its alias where it has one. */
  readonly target: GeneratedResource;
  /** `Condition` and the deletion policies of the resource. */
  readonly attributes: SamMap;
  readonly condition: string | undefined;
}

export function eventContext(
  translation: Translation,
  sam: SamResource,
  target: GeneratedResource,
  name: string,
  event: SamMap,
  logicalId: string,
): EventContext {
  return {
    translation,
    name,
    logicalId,
    properties: event.getMap('Properties') ?? new SamMap(),
    target,
    attributes: passedOnAttributes(sam.resource),
    condition: conditionOf(sam.resource),
  };
}

/** The ARN of what an event calls; a reference to an alias already is one. */
export function targetArn(target: GeneratedResource): SamValue {
  return target.type === 'AWS::Lambda::Alias' ? target.ref : getAtt(target.logicalId, 'Arn');
}
