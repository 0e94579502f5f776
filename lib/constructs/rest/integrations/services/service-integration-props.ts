import type { Duration } from 'aws-cdk-lib';
import type { IntegrationCredentials } from '../../../integrations/credentials.js';
import type { CustomIntegrationProps, IntegrationResponseProps, RequestParameterMappings } from '../integration.js';

/**
 * Settings of every AWS service integration. Each replaces a part that the integration writes itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
 */
export interface ServiceIntegrationProps {
  /**
   * The identity that calls the service: a role, which is granted the integration's permissions unless it is immutable,
   * or `Credentials.callerPassthrough()`.
   *
   * @default - a role of the API for this service, with the permissions of the API's integrations and no others
   */
  readonly credentials?: IntegrationCredentials;

  /**
   * How long the service may take, from 50 ms.
   *
   * @default - 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * Headers, query parameters and path variables of the request to the service, each as a mapping expression, in addition to
   * those of the integration. A parameter of the same name replaces the integration's own.
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
   * Content types of request bodies for the integration's own template. The response to any other type is 415: its body
   * would reach the service unchanged, and the caller would write the request.
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
   * Statuses by the names of the service's errors, in addition to those of the integration; one of the same name
   * replaces it. An error without a status is a 500, since it is a mistake in the definition rather than the caller's. The
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
