import { parseParameterTarget, type GatewayResponse, type GatewayResponseType } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { MappingExpression } from '../integrations/integration.js';
import { requestSource } from '../integrations/settings.js';

/**
 * How an answer that the gateway makes itself looks.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export interface GatewayResponseProps {
  /** @default - the status of the response's type */
  readonly statusCode?: number;

  /**
   * Headers, each by a mapping expression: `{ 'gatewayresponse.header.X-Request': 'context.requestId' }`.
   *
   * @default - none
   */
  readonly responseParameters?: Readonly<
    Record<`gatewayresponse.${'header' | 'querystring' | 'path'}.${string}`, MappingExpression>
  >;

  /**
   * Bodies by content type. `$context.…`, `$stageVariables.…` and `$method.request.…` are filled in; nothing else of the
   * template language works here.
   *
   * @default {"message":$context.error.messageString}
   */
  readonly responseTemplates?: Readonly<Record<string, string>>;
}

export function declareGatewayResponse(
  responseType: GatewayResponseType,
  props: GatewayResponseProps,
): GatewayResponse {
  return {
    responseType,
    ...defined({
      statusCode: props.statusCode === undefined ? undefined : String(props.statusCode),
      responseParameters:
        props.responseParameters &&
        Object.entries(props.responseParameters).map(([name, expression]) => {
          const target = parseParameterTarget(name, 'gatewayresponse');
          if (target === undefined) {
            throw new SluiceError(
              'invalid-parameter-name',
              `Cannot map "${name}": a parameter of a gateway response is gatewayresponse.header.X`,
            );
          }
          return { target, source: requestSource(expression) };
        }),
      responseTemplates: props.responseTemplates,
    }),
  };
}
