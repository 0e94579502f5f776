/** Checked by the compiler alone: every line below an expected error has to be one, every other has to be none. */
import { Stack } from 'aws-cdk-lib';
import { expectTypeOf } from 'vitest';
import type { LambdaIntegration } from '../../lib/index.js';
import {
  Authorizer,
  HttpUrlIntegration,
  MockIntegration,
  WebSocketApi,
  type IWebSocketIntegration,
  type MessageRouteKey,
  type WebSocketRoute,
} from '../../lib/index.js';

declare const api: WebSocketApi;
declare const integration: IWebSocketIntegration;
declare const rest: LambdaIntegration;
declare const anyKey: string;
const stack = new Stack();

expectTypeOf<MessageRouteKey<'sendMessage'>>().toEqualTypeOf<'sendMessage'>();
expectTypeOf<MessageRouteKey<'$connect'>>().toEqualTypeOf<'$connect'>();
expectTypeOf<MessageRouteKey<'$foo'>>().toEqualTypeOf<'$connect' | '$disconnect' | '$default'>();
expectTypeOf<MessageRouteKey<string>>().toEqualTypeOf<string>();
expectTypeOf(api.addRoute('sendMessage', integration)).toEqualTypeOf<WebSocketRoute<'sendMessage'>>();

api.addRoute('$disconnect', integration);
api.addRoute('$default', integration, { respond: true });
api.addRoute('$connect', integration, { authorizer: Authorizer.IAM });
api.addRoute('$connect', { authorizer: Authorizer.IAM });
api.addRoute(anyKey, integration, { throttle: { rateLimit: 1 }, logging: { level: 'INFO', dataTrace: true } });
api.addRoute('a', integration, { parameters: { 'querystring.token': true, 'multivalueheader.x': false } });
new WebSocketApi(stack, 'A', { connect: integration, routes: { a: integration, b: { integration, respond: true } } });
new WebSocketApi(stack, 'B', { connect: { authorizer: Authorizer.NONE } });

// @ts-expect-error no such route begins with a dollar
api.addRoute('$foo', integration);
// @ts-expect-error nor does an empty one exist
api.addRoute('', integration);
// @ts-expect-error messages are not authorized
api.addRoute('sendMessage', integration, { authorizer: Authorizer.IAM });
// @ts-expect-error a message requires an integration
api.addRoute('sendMessage', { respond: true });
// @ts-expect-error an integration of REST APIs
api.addRoute('sendMessage', rest);
// @ts-expect-error an integration of REST APIs
api.addRoute('sendMessage', new MockIntegration({ responses: [] }));
// @ts-expect-error an integration of HTTP APIs
api.addRoute('sendMessage', new HttpUrlIntegration('https://example.com'));
// @ts-expect-error a body has no parameters
api.addRoute('sendMessage', integration, { parameters: { 'body.text': true } });
// @ts-expect-error no such route begins with a dollar
new WebSocketApi(stack, 'C', { routes: { $foo: integration } });
// @ts-expect-error $connect has a property of its own
new WebSocketApi(stack, 'D', { routes: { $connect: integration } });
// @ts-expect-error messages are not authorized
new WebSocketApi(stack, 'E', { default: { integration, authorizer: Authorizer.IAM } });
// @ts-expect-error a message requires an integration
new WebSocketApi(stack, 'F', { default: { respond: true } });
