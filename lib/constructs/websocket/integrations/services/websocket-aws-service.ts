import type { WebSocketIntegration } from '../../../../model/index.js';
import type { CredentialsProps } from '../../../integrations/credentials.js';
import { anyServiceCall, type AwsServiceRequest } from '../../../integrations/services/any-service.js';
import { bindService, type ServiceCall } from '../../../integrations/services/service-call.js';
import type { WebSocketCustomProps } from '../custom-props.js';
import { bindWebSocketCustom } from '../settings.js';
import type { IWebSocketIntegration, WebSocketIntegrationRoute } from '../websocket-integration.js';

/** A call of any AWS service by a WebSocket API. */
export interface WebSocketAwsServiceProps extends AwsServiceRequest, WebSocketCustomProps {
  /**
   * The identity that calls the service: a role, which is granted the permissions unless it is immutable.
   *
   * @default - a role of the API for this service, with the permissions of the API's integrations and no others
   */
  readonly credentials?: NonNullable<CredentialsProps['credentials']>;
}

/**
 * Calls any action or path of an AWS service for the messages of a route. Services with an integration of their own, such as
 * `WebSocketDynamoDb`, require less code.
 *
 * The request template is not written for you: escape values of the message, as `MappingTemplate.json` does.
 *
 * @example
 * api.addRoute('sentiment', new WebSocketAwsService({
 *   service: 'comprehend',
 *   action: 'DetectSentiment',
 *   permissions: [{ actions: ['comprehend:DetectSentiment'], resources: ['*'] }],
 *   requestTemplates: { $default: MappingTemplate.json({ LanguageCode: 'en', Text: input.path('$.text') }) },
 * }), { respond: true });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketAwsService implements IWebSocketIntegration {
  private readonly call: ServiceCall;

  /** @throws {SluiceError} `service-permission-missing`, `service-request-invalid` */
  constructor(private readonly props: WebSocketAwsServiceProps) {
    this.call = anyServiceCall(props);
  }

  bind(route: WebSocketIntegrationRoute): WebSocketIntegration {
    const { credentials, ...settings } = this.props;
    return { ...bindService(this.call, credentials, route), ...bindWebSocketCustom(settings) };
  }
}
