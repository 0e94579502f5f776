import type { Duration } from 'aws-cdk-lib';
import type { BindingApi } from '../../binding.js';
import type { MappingTemplates } from '../templates/mapping-template.js';
import type { ContentHandling, HttpMethod, Integration, PassthroughBehavior } from '../../../model/index.js';

/** The backend of a method: plain data, without a place in the construct tree, for any number of methods and APIs. */
export interface IRestIntegration {
  /** Returns the integration of one method. Called once for every method that uses it. */
  bind(method: IntegrationMethod): Integration;
}

/** The method that an integration is bound to, and the services of its API. */
export interface IntegrationMethod extends BindingApi {
  /** The path of the method. */
  readonly path: string;
  /** The HTTP method of the method, `ANY` for all without a method of their own. */
  readonly httpMethod: HttpMethod;
}

/** A mapping expression: `method.request.header.X`, `context.requestId`, `stageVariables.x`, `'literal'`. */
export type MappingExpression = string;

/** Request settings of all integrations. */
export interface IntegrationRequestProps {
  /**
   * Time that the backend has to respond, at least 50 ms.
   *
   * @default 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * Parameters of the backend's request, each with a mapping expression: `{ 'integration.request.header.X-Trace':
   * 'context.requestId' }`. Parameters of the method that an expression names need not be declared on the method.
   *
   * @default - only those that this type of integration always sends
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
   */
  readonly requestParameters?: RequestParameterMappings;
}

/** Mapping expressions by the parameter of the backend's request. */
export type RequestParameterMappings = Readonly<
  Record<`integration.request.${'header' | 'querystring' | 'path'}.${string}`, MappingExpression>
>;

/** Settings of integrations that map requests and responses. */
export interface CustomIntegrationProps extends IntegrationRequestProps {
  /**
   * Mapping templates by the content type of the request.
   *
   * @default - the backend gets the request's body unchanged
   */
  readonly requestTemplates?: MappingTemplates;

  /**
   * Whether a request whose content type has no template is passed to the backend, or refused with 415.
   *
   * @default WHEN_NO_MATCH - the backend gets its body unchanged
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
   */
  readonly passthroughBehavior?: PassthroughBehavior;

  /**
   * Conversion of the request's body between bytes and text.
   *
   * @default - no conversion
   */
  readonly contentHandling?: ContentHandling;

  /**
   * The responses. The first whose selection pattern matches is used; the one without a pattern is the default. Their
   * statuses and headers need not be declared on the method.
   *
   * @default - the backend's response is passed on with status 200
   */
  readonly responses?: readonly IntegrationResponseProps[];
}

/**
 * A response of an integration.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export interface IntegrationResponseProps {
  /** The status of the response to the caller. */
  readonly statusCode: number;

  /**
   * A regular expression that has to match the backend's status, or the error message of a Lambda function.
   *
   * @default - none: the response is used where no pattern matches
   */
  readonly selectionPattern?: string;

  /**
   * Headers of the response, each with a mapping expression: `{ 'method.response.header.ETag':
   * 'integration.response.header.ETag' }`.
   *
   * @default - none
   */
  readonly responseParameters?: Readonly<Record<`method.response.header.${string}`, MappingExpression>>;

  /**
   * Mapping templates by the content type of the response.
   *
   * @default - the backend's body is passed on
   */
  readonly responseTemplates?: MappingTemplates;

  /**
   * Conversion of the backend's body between bytes and text.
   *
   * @default - no conversion
   */
  readonly contentHandling?: ContentHandling;
}
