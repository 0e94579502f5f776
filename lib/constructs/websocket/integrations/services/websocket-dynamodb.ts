import { deleteItemCall, type DynamoDbDeleteItem } from '../../../integrations/services/dynamodb/delete-item.js';
import { getItemCall, type DynamoDbGetItem } from '../../../integrations/services/dynamodb/get-item.js';
import { putItemCall, type DynamoDbPutItem } from '../../../integrations/services/dynamodb/put-item.js';
import { queryCall, type DynamoDbQuery } from '../../../integrations/services/dynamodb/query.js';
import type { DynamoDbTable } from '../../../integrations/services/dynamodb/table-call.js';
import { updateItemCall, type DynamoDbUpdateItem } from '../../../integrations/services/dynamodb/update-item.js';
import type { MessageMapping } from '../message-mapping.js';
import type { IWebSocketIntegration } from '../websocket-integration.js';
import { webSocketService, type WebSocketServiceProps } from './websocket-service.js';

/** One item of a table, for a WebSocket API. */
export interface WebSocketDynamoDbGetItemProps extends WebSocketServiceProps, DynamoDbGetItem<MessageMapping> {}

/** An item that a WebSocket API writes. */
export interface WebSocketDynamoDbPutItemProps extends WebSocketServiceProps, DynamoDbPutItem<MessageMapping> {}

/** Changes of an item by a WebSocket API. */
export interface WebSocketDynamoDbUpdateItemProps extends WebSocketServiceProps, DynamoDbUpdateItem<MessageMapping> {}

/** An item that a WebSocket API deletes. */
export interface WebSocketDynamoDbDeleteItemProps extends WebSocketServiceProps, DynamoDbDeleteItem<MessageMapping> {}

/** Items of one partition, for a WebSocket API. */
export interface WebSocketDynamoDbQueryProps extends WebSocketServiceProps, DynamoDbQuery<MessageMapping> {
  /**
   * The `nextToken` of the previous response in the message.
   *
   * @default route.request.body.nextToken
   */
  readonly nextToken?: MessageMapping;
}

/**
 * Calls a DynamoDB table for the messages of a route, without a Lambda function. Each operation writes its templates and
 * grants its one action on the table. Values are mapping expressions. They are escaped, so that a client cannot change the
 * request.
 *
 * @example
 * const key = { connectionId: 'context.connectionId' } as const;
 * const api = new WebSocketApi(this, 'Chat', {
 *   connect: WebSocketDynamoDb.putItem(connections, { key, item: { room: 'route.request.querystring.room' } }),
 *   disconnect: WebSocketDynamoDb.deleteItem(connections, { key }),
 * });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export const WebSocketDynamoDb = {
  /** Returns an item as plain JSON; where there is none, `{"message":"Not Found"}`. */
  getItem: (table: DynamoDbTable, props: WebSocketDynamoDbGetItemProps): IWebSocketIntegration =>
    webSocketService(getItemCall(table, props), props),

  /** Writes an item. The response contains the members of the key that `$context` gives. */
  putItem: (table: DynamoDbTable, props: WebSocketDynamoDbPutItemProps): IWebSocketIntegration =>
    webSocketService(putItemCall(table, props), props),

  /** Changes an item, and returns the whole item as plain JSON. */
  updateItem: (table: DynamoDbTable, props: WebSocketDynamoDbUpdateItemProps): IWebSocketIntegration =>
    webSocketService(updateItemCall(table, props), props),

  /** Deletes an item. The response is empty. */
  deleteItem: (table: DynamoDbTable, props: WebSocketDynamoDbDeleteItemProps): IWebSocketIntegration =>
    webSocketService(deleteItemCall(table, props), props),

  /** Returns items of one partition as plain JSON, `{"items":[…],"nextToken":"…"}`. */
  query: (table: DynamoDbTable, props: WebSocketDynamoDbQueryProps): IWebSocketIntegration =>
    webSocketService(queryCall(table, { nextToken: 'route.request.body.nextToken', ...props }), props),
} as const;
