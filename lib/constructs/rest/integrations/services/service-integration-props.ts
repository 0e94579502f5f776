import type { Duration } from 'aws-cdk-lib';
import type { IntegrationCredentials } from '../credentials.js';
import type { CustomIntegrationProps, IntegrationResponseProps, RequestParameterMappings } from '../integration.js';

/**
 * Settings that every AWS service integration has. Each replaces what the integration writes by itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
 */
export interface ServiceIntegrationProps {
  /**
   * Who API Gateway calls the service as: a role, which is granted what the integration does unless it cannot be changed,
   * or `Credentials.callerPassthrough()`.
   *
   * @default - a role of the API for this service, which may do what the API's integrations do and nothing else
   */
  readonly credentials?: IntegrationCredentials;

  /**
   * How long the service may take, from 50 ms.
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * Headers, query parameters and path variables of the request to the service, each as a mapping expression, beside
   * those that the integration sends. One of the same name replaces the integration's own.
   *
   * @default - none beyond the integration's own
   */
  readonly requestParameters?: RequestParameterMappings;

  /**
   * Mapping templates by content type, in place of the one that the integration writes.
   *
   * @default - the integration's own template
   */
  readonly requestTemplates?: CustomIntegrationProps['requestTemplates'];

  /**
   * Content types of request bodies for the integration's own template. A body of any other type is answered with 415:
   * passed on as it is, it would let the caller choose what the service does.
   *
   * @default ['application/json']
   */
  readonly contentTypes?: readonly string[];

  /**
   * Members of the response to a successful call. Each replaces the integration's own.
   *
   * @default - the status, headers and body that the integration documents
   */
  readonly success?: Partial<IntegrationResponseProps>;

  /**
   * Statuses by the names of the service's errors, beside those that the integration knows; one of the same name
   * replaces it. An error without a status is a 500: it is a mistake of the definition rather than of the caller. The
   * service's own messages are not passed on.
   *
   * @example { ConditionalCheckFailedException: 412 }
   * @default - the integration's own statuses
   */
  readonly errorStatuses?: ErrorStatuses;

  /**
   * All responses, in place of those that `success` and `errorStatuses` describe.
   *
   * @default - one for success, one for the service's 4xx errors, one for its 5xx errors
   */
  readonly responses?: readonly IntegrationResponseProps[];
}

/** Statuses by the name of a service's error. */
export type ErrorStatuses = Readonly<Record<string, number>>;
