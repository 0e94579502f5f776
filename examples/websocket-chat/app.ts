import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { WebSocketApi, WebSocketLambda, WebSocketMock } from '../../lib/index.js';

const app = new App();
export const stack = new Stack(app, 'Chat');

// One item for each open connection: its user, and the room that it is in.
const connections = new Table(stack, 'Connections', {
  tableName: 'ChatConnections',
  partitionKey: { name: 'connectionId', type: AttributeType.STRING },
  timeToLiveAttribute: 'expiresAt',
  billingMode: BillingMode.PAY_PER_REQUEST,
});
connections.addGlobalSecondaryIndex({
  indexName: 'ByRoom',
  partitionKey: { name: 'room', type: AttributeType.STRING },
});

function functionOf(id: string, handler: string): lambda.Function {
  const made = new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler,
    code: lambda.Code.fromAsset(join(__dirname, 'functions')),
    environment: { TABLE_NAME: 'ChatConnections' },
  });
  connections.grantReadWriteData(made);
  return made;
}

const connect = functionOf('Connect', 'connect.handler');
const disconnect = functionOf('Disconnect', 'disconnect.handler');
const joinRoom = functionOf('Join', 'join.handler');
const sendMessage = functionOf('SendMessage', 'send-message.handler');

export const api = new WebSocketApi(stack, 'Api', {
  apiName: 'Chat',
  connect: new WebSocketLambda(connect),
  disconnect: new WebSocketLambda(disconnect),
  // Messages without an action of the API are answered without a function.
  default: {
    integration: new WebSocketMock({
      responses: [{ templates: { $default: '{"event":"error","text":"The actions are join and sendMessage"}' } }],
    }),
    respond: true,
  },
});

// The members of the room are the response to the client that enters it.
api.addRoute('join', new WebSocketLambda(joinRoom), {
  respond: true,
  requestModels: {
    $default: {
      type: 'object',
      required: ['room'],
      properties: { room: { type: 'string', pattern: '^[a-z0-9-]{1,40}$' } },
    },
  },
});

// A message goes to every member of the room, the sender too, by @connections.
api.addRoute('sendMessage', new WebSocketLambda(sendMessage), {
  throttle: { rateLimit: 50, burstLimit: 100 },
  requestModels: {
    $default: {
      type: 'object',
      required: ['text'],
      properties: { text: { type: 'string', minLength: 1, maxLength: 1000 } },
    },
  },
});

export const prod = api.addStage('prod', { throttle: { rateLimit: 100, burstLimit: 200 } });

// The function of $connect sends nothing: until it has returned, its client has no connection.
for (const sender of [disconnect, joinRoom, sendMessage]) prod.grantManageConnections(sender);
