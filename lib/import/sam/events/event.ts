import { GeneratedResource } from '../resources/generated-resource.js';
import type { Translation } from '../translation.js';
import { hashedLogicalId, isAlphanumeric } from '../values/logical-id.js';
import type { SamMap, SamValue } from '../values/sam-value.js';

/** An event of a function or state machine while its resources are made. */
export interface ApiGatewayEvent {
  readonly translation: Translation;
  /** Resource and event. */
  readonly logicalId: string;
  readonly properties: SamMap;
  /** What the event calls: the function or state machine, or its alias. */
  readonly target: GeneratedResource;
  /** `Condition` and the deletion policies of the resource. */
  readonly attributes: SamMap;
  readonly condition: string | undefined;
}

/**
 * Lets API Gateway call the function of an event: `<Function><Event>Permission<Stage>`.
 *
 * @param stage the name of the stage for a REST API; HTTP APIs have one permission for all stages
 */
export function eventPermission(event: ApiGatewayEvent, sourceArn: SamValue, stage = ''): GeneratedResource {
  const prefix = `${event.logicalId}Permission`;
  const logicalId = isAlphanumeric(stage) ? prefix + stage : hashedLogicalId(prefix, stage);
  return new GeneratedResource(logicalId, 'AWS::Lambda::Permission', event.attributes)
    .set('Action', 'lambda:InvokeFunction')
    .set('FunctionName', event.target.ref)
    .set('Principal', 'apigateway.amazonaws.com')
    .set('SourceArn', sourceArn);
}
