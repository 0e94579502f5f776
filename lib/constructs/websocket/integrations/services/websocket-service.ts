import type { WebSocketIntegration } from '../../../../model/index.js';
import { SluiceError } from '../../../../support/sluice-error.js';
import type { CredentialsProps } from '../../../integrations/credentials.js';
import { bindService, type ServiceCall } from '../../../integrations/services/service-call.js';
import { errorResponses, withoutStatus } from '../../../integrations/services/service-errors.js';
import type { IntegrationResponseProps } from '../../../rest/integrations/integration.js';
import { templateSources } from '../../../rest/templates/mapping-template.js';
import type {
  IntegrationResponseKey,
  WebSocketIntegrationResponseProps,
  WebSocketRequestProps,
} from '../custom-props.js';
import { bindWebSocketCustom } from '../settings.js';
import type { MessageParameters } from '../message-mapping.js';
import type { IWebSocketIntegration, WebSocketIntegrationRoute } from '../websocket-integration.js';

/** Settings of all integrations of WebSocket APIs with an AWS service. */
export interface WebSocketServiceProps extends WebSocketRequestProps {
  /**
   * The identity that calls the service: a role, which is granted the integration's permissions unless it is immutable.
   *
   * @default - a role of the API for this service, with the permissions of the API's integrations and no others
   */
  readonly credentials?: NonNullable<CredentialsProps['credentials']>;

  /**
   * All responses, of which routes with `respond` send one to the client.
   *
   * @default - one for success, one for the service's 4xx errors, one for its 5xx errors, each a JSON object
   */
  readonly responses?: readonly WebSocketIntegrationResponseProps[];
}

/**
 * Calls an AWS service in a role that may do this one thing. On `$connect`, an error of the service refuses the connection.
 *
 * @throws {SluiceError} `path-parameter-unknown` for a path variable, which messages do not have
 */
export function webSocketService(call: ServiceCall, props: WebSocketServiceProps): IWebSocketIntegration {
  const { requestTemplate = '' } = call;
  if (requestTemplate.includes('$input.params().path')) {
    throw new SluiceError('path-parameter-unknown', 'A message of a WebSocket API has no path variables', {
      hint: 'Use route.request.body.name, or on $connect route.request.querystring.name',
    });
  }
  return new WebSocketServiceIntegration(call, props);
}

class WebSocketServiceIntegration implements IWebSocketIntegration {
  constructor(
    private readonly call: ServiceCall,
    private readonly props: WebSocketServiceProps,
  ) {}

  bind(route: WebSocketIntegrationRoute): WebSocketIntegration {
    const { credentials, ...props } = this.props;
    const { requestTemplate } = this.call;
    return {
      ...bindService(this.call, credentials, route),
      ...bindWebSocketCustom({
        responses: ownResponses(this.call),
        ...props,
        ...(requestTemplate !== undefined && {
          requestTemplates: { $default: requestTemplate },
          passthroughBehavior: 'NEVER',
        }),
        requestParameters: { ...this.call.requestParameters, ...props.requestParameters } as MessageParameters,
      }),
    };
  }
}

/** The responses that the service's integration with a REST API has, without their statuses. */
function ownResponses({
  success,
  errors,
  errorStatuses = {},
}: ServiceCall): readonly WebSocketIntegrationResponseProps[] {
  return [
    ownResponse('$default', success),
    ...(errors ?? errorResponses(errorStatuses)).map((response) =>
      ownResponse(`/${response.selectionPattern ?? '.*'}/`, response),
    ),
  ];
}

function ownResponse(
  key: IntegrationResponseKey,
  { responseTemplates = {} }: IntegrationResponseProps,
): WebSocketIntegrationResponseProps {
  const [template] = Object.values(templateSources(responseTemplates));
  return { key, ...(template !== undefined && { templates: { $default: withoutStatus(template) } }) };
}
