import type { aws_events } from 'aws-cdk-lib/interfaces';
import { regionOf } from '../../../integrations/service-permission.js';
import type { IHttpIntegration } from '../http-integration.js';
import { httpService, type HttpServiceIntegrationProps, type HttpServiceValue } from './http-service.js';

/** An event. */
export interface HttpEventBridgePutEventsProps extends HttpServiceIntegrationProps {
  /** The event's source: `com.example.pets`. */
  readonly source: HttpServiceValue;

  /** The event's type: `PetAdopted`. */
  readonly detailType: HttpServiceValue;

  /**
   * The event's detail, a JSON object.
   *
   * @default $request.body - the request's body
   */
  readonly detail?: HttpServiceValue;

  /**
   * ARNs of the resources that the event concerns, as an expression for a JSON list.
   *
   * @default - none
   */
  readonly resources?: HttpServiceValue;

  /**
   * The time of the event.
   *
   * @default - the time of the call
   */
  readonly time?: HttpServiceValue;

  /**
   * The event's X-Ray trace header.
   *
   * @default - none
   */
  readonly traceHeader?: HttpServiceValue;
}

/** Integrations of HTTP APIs with Amazon EventBridge. */
export const HttpEventBridgeIntegration = {
  /**
   * Puts an event on a bus. The response is that of EventBridge, which reports a refused event with status 200.
   *
   * @example
   * api.post('/adoptions', HttpEventBridgeIntegration.putEvents(bus, { source: 'com.example.pets', detailType: 'Adopted' }));
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
   */
  putEvents(eventBus: aws_events.IEventBusRef, props: HttpEventBridgePutEventsProps): IHttpIntegration {
    const { eventBusArn, eventBusName } = eventBus.eventBusRef;
    return httpService(
      {
        subtype: 'EventBridge-PutEvents',
        service: 'events',
        region: regionOf(eventBus, eventBusArn),
        permissions: [{ actions: ['events:PutEvents'], resources: [eventBusArn] }],
        parameters: {
          Detail: props.detail ?? '$request.body',
          DetailType: props.detailType,
          Source: props.source,
          Time: props.time,
          EventBusName: eventBusName,
          Resources: props.resources,
          TraceHeader: props.traceHeader,
        },
      },
      props,
    );
  },
} as const;
