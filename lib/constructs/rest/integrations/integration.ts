import type { Duration } from 'aws-cdk-lib';
import type { BindingApi } from '../binding.js';
import type { MappingTemplates } from '../templates/mapping-template.js';
import type { ContentHandling, HttpMethod, Integration, PassthroughBehavior } from '../../../model/index.js';

/** What answers a method's requests: plain data, without a place in the construct tree, for as many methods as wanted. */
export interface IRestIntegration {
  /** Says what the integration is for one method. Called once for every method that uses it. */
  bind(method: IntegrationMethod): Integration;
}

/** The method that an integration is bound to, and what it may ask of the method's API. */
export interface IntegrationMethod extends BindingApi {
  readonly path: string;
  readonly httpMethod: HttpMethod;
}

/** Text of a mapping expression: `method.request.header.X`, `context.requestId`, `stageVariables.x`, `'literal'`. */
export type MappingExpression = string;

/** What every integration may say about its request. */
export interface IntegrationRequestProps {
  /**
   * How long the backend may take, from 50 ms.
   *
   * @default 29 seconds
   */
  readonly timeout?: Duration;

  /**
   * What the backend gets, each by a mapping expression: `{ 'integration.request.header.X-Trace': 'context.requestId' }`.
   * Parameters of the method that an expression names need not be declared on the method.
   *
   * @default - nothing beyond what the kind of integration sends by itself
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
   */
  readonly requestParameters?: RequestParameterMappings;
}

export type RequestParameterMappings = Readonly<
  Record<`integration.request.${'header' | 'querystring' | 'path'}.${string}`, MappingExpression>
>;

/** What an integration may say that maps requests and answers itself. */
export interface CustomIntegrationProps extends IntegrationRequestProps {
  /**
   * Mapping templates by content type.
   *
   * @default - the request's body goes to the backend as it is
   */
  readonly requestTemplates?: MappingTemplates;

  /**
   * What becomes of a request whose content type has no template.
   *
   * @default WHEN_NO_MATCH - its body goes to the backend as it is
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
   */
  readonly passthroughBehavior?: PassthroughBehavior;

  /**
   * How a request's body is converted between bytes and text.
   *
   * @default - as it comes
   */
  readonly contentHandling?: ContentHandling;

  /**
   * The answers: the first whose selection pattern fits is taken, the one without a pattern for all others. The method
   * gets the status and the headers of each without declaring them.
   *
   * @default - every answer is passed on with status 200
   */
  readonly responses?: readonly IntegrationResponseProps[];
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html */
export interface IntegrationResponseProps {
  /** The status that the caller gets. */
  readonly statusCode: number;

  /**
   * A regular expression for the backend's status, or for the error message of a Lambda function.
   *
   * @default - the response for everything that no other pattern fits
   */
  readonly selectionPattern?: string;

  /**
   * Headers of the answer, each by a mapping expression: `{ 'method.response.header.ETag':
   * 'integration.response.header.ETag' }`.
   *
   * @default - none
   */
  readonly responseParameters?: Readonly<Record<`method.response.header.${string}`, MappingExpression>>;

  /**
   * Mapping templates by content type.
   *
   * @default - the backend's body is passed on
   */
  readonly responseTemplates?: MappingTemplates;

  /**
   * How the backend's body is converted between bytes and text.
   *
   * @default - as it comes
   */
  readonly contentHandling?: ContentHandling;
}
