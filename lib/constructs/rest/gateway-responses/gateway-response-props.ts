import type { MappingExpression } from '../integrations/integration.js';
import type { Value } from './value.js';

/**
 * The status, headers and body of a response that the gateway makes itself.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export interface GatewayResponseProps {
  /**
   * The response's status.
   *
   * @default - the status of the response's type
   */
  readonly statusCode?: number;

  /**
   * Headers by name. A string is a fixed value, with or without the single quotes of mapping expressions; `Value` has
   * all others.
   *
   * @default - none
   *
   * @example
   * { 'Access-Control-Allow-Origin': Value.header('Origin'), 'Cache-Control': 'no-store' }
   */
  readonly headers?: Readonly<Record<string, string | Value>>;

  /**
   * Headers by API Gateway's own names and mapping expressions: `{ 'gatewayresponse.header.X-Request':
   * 'context.requestId' }`.
   *
   * @default - none
   */
  readonly responseParameters?: Readonly<
    Record<`gatewayresponse.${'header' | 'querystring' | 'path'}.${string}`, MappingExpression>
  >;

  /**
   * Bodies by content type. `$context.…`, `$stageVariables.…` and `$method.request.…` are substituted; nothing else of the
   * template language works here.
   *
   * @default {"message":$context.error.messageString}
   */
  readonly responseTemplates?: Readonly<Record<string, string>>;
}
