import type { MappingExpression } from '../../../rest/integrations/integration.js';
import type { IEventBus, IEventBusRef } from 'aws-cdk-lib/aws-events';
import { escaped } from '../../../rest/templates/velocity-reference.js';
import { literal } from '../json-text.js';
import { readPayload, type ServicePayload } from '../payload.js';
import { respondWith } from '../service-errors.js';
import { regionOf } from '../../service-permission.js';
import type { ServiceCall } from '../service-call.js';

/** An event. */
export interface EventBridgeEvent<E extends string = MappingExpression> {
  /** The event's source: `com.example.pets`. It is a string, not an expression, so callers cannot choose it. */
  readonly source: string;

  /** The event's type: `PetAdopted`. */
  readonly detailType: string;

  /**
   * The event's detail. The response is 400 where it is not JSON.
   *
   * @default method.request.body - the request's body
   */
  readonly detail?: ServicePayload<E>;

  /**
   * ARNs of the resources that the event concerns.
   *
   * @default - none
   */
  readonly resources?: readonly string[];
}

/**
 * Puts an event on a bus. The response is 202 `{"eventId":"…"}`. EventBridge reports a refused event with status 200;
 * the response is an error nevertheless.
 *
 * Documented: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function putEventsCall(eventBus: IEventBus | IEventBusRef, props: EventBridgeEvent): ServiceCall {
  const { eventBusArn, eventBusName } = eventBus.eventBusRef;
  const { before, reference } = readPayload(props.detail ?? 'method.request.body', 'json');
  const { resources = [] } = props;
  const entry = [
    `"EventBusName":${literal(eventBusName)}`,
    `"Source":${literal(props.source)}`,
    `"DetailType":${literal(props.detailType)}`,
    `"Detail":"${escaped(reference)}"`,
    ...(resources.length === 0 ? [] : [`"Resources":[${resources.map(literal).join(',')}]`]),
  ];
  return {
    target: { service: 'events', request: 'action/PutEvents', region: regionOf(eventBus, eventBusArn) },
    permissions: [{ actions: ['events:PutEvents'], resources: [eventBusArn] }],
    requestParameters: {
      'integration.request.header.X-Amz-Target': "'AWSEvents.PutEvents'",
      'integration.request.header.Content-Type': "'application/x-amz-json-1.1'",
    },
    requestTemplate: `${before}{"Entries":[{${entry.join(',\n')}}]}`,
    success: { statusCode: 202, responseTemplates: { 'application/json': RESPONSE } },
  };
}

/** An entry that was refused has a code in place of an id. */
const RESPONSE = [
  "#set($code = $input.path('$.Entries[0].ErrorCode'))",
  `#if($code == '')#set($id = $input.path('$.Entries[0].EventId')){"eventId":"$id"}`,
  `#elseif($code == 'ThrottlingException')${respondWith(429)}`,
  `#elseif($code == 'MalformedDetail' || $code == 'InvalidArgument')${respondWith(400)}`,
  `#elseif($code == 'InternalFailure' || $code == 'InternalException')${respondWith(503)}`,
  `#{else}${respondWith(500)}#end`,
].join('\n');
