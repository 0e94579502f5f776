import type { WebSocketApi } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { declareExpression } from './declare-expression.js';
import type { WebSocketApiProps } from './websocket-api-props.js';

/** An API before anything is added to it. */
export type DeclaredWebSocketApi = Omit<WebSocketApi, 'authorizers' | 'models' | 'routes' | 'stages'>;

/** The API as its props alone describe it. */
export function declareWebSocketApi(id: string, name: string, props: WebSocketApiProps): DeclaredWebSocketApi {
  const { routeSelectionExpression = '$request.body.action', apiKeySelectionExpression } = props;
  const { description, version, disableExecuteApiEndpoint, disableSchemaValidation, ipAddressType } = props;
  return {
    protocol: 'WEBSOCKET',
    id,
    name,
    ...defined({ description, version }),
    routeSelectionExpression: declareExpression(routeSelectionExpression, 'message-expression'),
    ...defined({
      apiKeySelectionExpression:
        apiKeySelectionExpression === undefined
          ? undefined
          : declareExpression(apiKeySelectionExpression, 'message-expression'),
      disableExecuteApiEndpoint,
      disableSchemaValidation,
      ipAddressType,
    }),
  };
}
