import type { IEventBus, IEventBusRef } from 'aws-cdk-lib/aws-events';
import type { IRestIntegration } from '../../integration.js';
import { escaped } from '../../../templates/velocity-reference.js';
import { literal } from '../../../../integrations/services/json-text.js';
import { readPayload, type ServicePayload } from '../../../../integrations/services/payload.js';
import { respondWith } from '../../../../integrations/services/service-errors.js';
import type { ServiceIntegrationProps } from '../service-integration-props.js';
import { ServiceIntegration } from '../service-integration.js';
import { regionOf } from '../../../../integrations/service-permission.js';

/** An event. */
export interface EventBridgePutEventsProps extends ServiceIntegrationProps {
  /** The event's source: `com.example.pets`. It is a string, not an expression, so callers cannot choose it. */
  readonly source: string;

  /** The event's type: `PetAdopted`. */
  readonly detailType: string;

  /**
   * The event's detail. The response is 400 where it is not JSON.
   *
   * @default method.request.body - the request's body
   */
  readonly detail?: ServicePayload;

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
export function putEvents(eventBus: IEventBus | IEventBusRef, props: EventBridgePutEventsProps): IRestIntegration {
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
  return new ServiceIntegration(
    {
      target: { service: 'events', request: 'action/PutEvents', region: regionOf(eventBus, eventBusArn) },
      permissions: [{ actions: ['events:PutEvents'], resources: [eventBusArn] }],
      requestParameters: {
        'integration.request.header.X-Amz-Target': "'AWSEvents.PutEvents'",
        'integration.request.header.Content-Type': "'application/x-amz-json-1.1'",
      },
      requestTemplate: `${before}{"Entries":[{${entry.join(',\n')}}]}`,
      success: { statusCode: 202, responseTemplates: { 'application/json': RESPONSE } },
    },
    props,
  );
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
