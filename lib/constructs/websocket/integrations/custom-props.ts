import type { Duration } from 'aws-cdk-lib';
import type { ContentHandling, PassthroughBehavior } from '../../../model/index.js';
import type { MappingTemplates } from '../../rest/templates/mapping-template.js';
import type { MessageParameters, MessageResponseParameters } from './message-mapping.js';

/** Request settings of all integrations of WebSocket APIs that call a backend. */
export interface WebSocketRequestProps {
  /**
   * Time that the backend has to respond, 50 ms to 29 seconds.
   *
   * @default 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * Parameters of the backend's request: `{ 'integration.request.header.X-Connection': 'context.connectionId' }`. Headers
   * and query parameters that an expression names need not be declared on the route.
   *
   * @default - only those that this type of integration always sends
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
   */
  readonly requestParameters?: MessageParameters;
}

/** How messages are converted between bytes and text. */
export interface WebSocketContentProps {
  /**
   * Conversion of the message: `CONVERT_TO_BINARY` reads it as base64.
   *
   * @default - no conversion
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html
   */
  readonly contentHandling?: ContentHandling;
}

/** Templates of messages, of integrations that are not proxies. */
export interface WebSocketTemplateProps extends WebSocketContentProps {
  /**
   * Mapping templates by the values of `templateSelectionExpression`; `$default` is for all others.
   *
   * @default - the backend gets the message unchanged
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html
   */
  readonly requestTemplates?: MappingTemplates;

  /**
   * What chooses among the request templates: `${request.body.type}`.
   *
   * @default \$default - for a single template of the key $default; several require an expression
   */
  readonly templateSelectionExpression?: string;

  /**
   * Whether a message without a template is passed to the backend.
   *
   * @default WHEN_NO_MATCH - the backend gets it unchanged
   */
  readonly passthroughBehavior?: PassthroughBehavior;

  /**
   * The responses, of which the backend's status chooses one, or the error message of a Lambda function.
   *
   * @default - the backend's response is passed on
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
   */
  readonly responses?: readonly WebSocketIntegrationResponseProps[];
}

/** Settings of integrations that map messages and responses. */
export interface WebSocketCustomProps extends WebSocketRequestProps, WebSocketTemplateProps {}

/** Which responses of the backend an integration response is for. */
export type IntegrationResponseKey = '$default' | `/${string}/`;

/**
 * A response of an integration. Clients get it on routes with `respond` only.
 *
 * @example { key: '/5\\d\\d/', templates: { $default: '{"error":"try again"}' } }
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html
 */
export interface WebSocketIntegrationResponseProps extends WebSocketContentProps {
  /**
   * A regular expression between slashes that has to match the backend's status, or the error message of a Lambda function;
   * `$default` is for all others.
   *
   * @default $default
   */
  readonly key?: IntegrationResponseKey;

  /**
   * Mapping templates by the values of `templateSelectionExpression`; `$default` is for all others.
   *
   * @default - the backend's body is passed on
   */
  readonly templates?: MappingTemplates;

  /**
   * What chooses among the templates: `${integration.response.statuscode}`.
   *
   * @default \$default - for a single template of the key $default; several require an expression
   */
  readonly templateSelectionExpression?: string;

  /**
   * Headers of the response, which count on the route `$connect`: `{ 'method.response.header.Sec-WebSocket-Protocol':
   * 'integration.response.header.Sec-WebSocket-Protocol' }`.
   *
   * @default - none
   */
  readonly responseParameters?: MessageResponseParameters;
}
