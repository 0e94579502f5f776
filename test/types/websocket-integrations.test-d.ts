/** Checked by the compiler alone: every line below an expected error has to be one, every other has to be none. */
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  WebSocketDynamoDb,
  WebSocketHttp,
  WebSocketHttpProxy,
  WebSocketLambda,
  WebSocketMock,
  type HttpApi,
  type MessageMapping,
  type RestApi,
} from '../../lib/index.js';

declare const handler: IFunction;
declare const table: ITable;
declare const arn: string;
declare const rest: RestApi;
declare const http: HttpApi;

new WebSocketLambda(handler);
new WebSocketLambda(handler, { proxy: false, requestTemplates: { $default: '{}' } });
new WebSocketHttp('https://example.com', {
  requestParameters: {
    'integration.request.header.x': 'route.request.body.x',
    'integration.request.path.y': `'${arn}'`,
  },
});
new WebSocketMock({ responses: [{}, { key: '/5\\d{2}/' }] });
WebSocketDynamoDb.putItem(table, { key: { id: 'context.connectionId' }, item: { n: { N: 'route.request.body.n' } } });

const sources: readonly MessageMapping[] = [
  'route.request.body',
  'route.request.multivalueheader.x',
  'stageVariables.table',
  "'literal'",
];
new WebSocketHttpProxy('https://example.com', {
  requestParameters: { 'integration.request.header.x': sources[0] },
});

// @ts-expect-error a proxy has no templates
new WebSocketLambda(handler, { requestTemplates: { $default: '{}' } });
// @ts-expect-error a proxy has no templates
new WebSocketHttpProxy('https://example.com', { requestTemplates: { $default: '{}' } });
// @ts-expect-error a mock calls nothing
new WebSocketMock({ requestParameters: { 'integration.request.header.x': "'a'" } });
// @ts-expect-error a value of REST APIs
new WebSocketHttp('x', { requestParameters: { 'integration.request.header.x': 'method.request.body' } });
// @ts-expect-error a message has no path variables
WebSocketDynamoDb.getItem(table, { key: { id: 'route.request.path.id' } });
// @ts-expect-error bodies have no parameters
new WebSocketHttp('https://example.com', { requestParameters: { 'integration.request.body.x': "'a'" } });
// @ts-expect-error a pattern stands between slashes
new WebSocketMock({ responses: [{ key: '5\\d{2}' }] });
// @ts-expect-error for WebSocket APIs
rest.get('/', new WebSocketMock());
// @ts-expect-error for WebSocket APIs
rest.get('/', new WebSocketLambda(handler));
// @ts-expect-error for WebSocket APIs
http.get('/', new WebSocketLambda(handler));
// @ts-expect-error for WebSocket APIs
http.get('/', new WebSocketHttpProxy('https://example.com'));
