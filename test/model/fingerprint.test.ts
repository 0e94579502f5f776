import { describe, expect, test } from 'vitest';
import {
  deployable,
  fingerprint,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  reference,
  type Api,
  type RestApi,
  type WebSocketApi,
} from '../../lib/model/index.js';
import { mock, restApi } from '../support/rest-request.js';

const API = restApi({ 'GET /pets': { integration: mock() } });

const CHAT: WebSocketApi = {
  protocol: 'WEBSOCKET',
  id: 'chat',
  name: 'Chat',
  routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
  authorizers: [],
  routes: [],
  stages: [],
};

function print(api: Api): string {
  return fingerprint(deployable(api));
}

describe('fingerprint() of what is deployed', () => {
  test.each<[what: string, changed: Partial<RestApi>, redeploys: boolean]>([
    ['nothing', {}, false],
    ['the order in which members are written', { name: 'Api', protocol: 'REST' }, false],
    ['a member that is undefined', { description: undefined }, false],
    ['a stage', { stages: [{ name: 'prod', variables: { a: 'b' } }] }, false],
    ['a tag', { tags: { a: 'b' } }, false],
    ['what it is called by', { id: 'Other' }, false],
    ['the title', { name: 'Other' }, true],
    ['a method', { resources: [...API.resources, { path: '/toys', methods: [] }] }, true],
    ['a default that is written out', { apiKeySource: 'HEADER' }, true],
    ['a value of deployment', { description: reference('Version') }, true],
  ])('%s changed: %s', (_what, changed, redeploys) => {
    expect(print({ ...API, ...changed }) !== print(API)).toBe(redeploys);
  });

  test.each<[what: string, changed: Partial<WebSocketApi>, redeploys: boolean]>([
    ['a stage', { stages: [{ name: 'prod', defaultRouteSettings: { throttle: { burst: 1 } } }] }, false],
    ['a tag', { tags: { a: 'b' } }, false],
    ['a route', { routes: [{ routeKey: parseWebSocketRouteKey('$default') }] }, true],
    ['an authorizer', { authorizers: [{ type: 'REQUEST', name: 'guard', uri: 'uri', identitySource: [] }] }, true],
    ['a model', { models: [{ name: 'Message', schema: {} }] }, true],
    ['its own endpoint', { disableExecuteApiEndpoint: true }, true],
    [
      'the choice of routes',
      { routeSelectionExpression: parseSelectionExpression('$request.body.kind', 'message-expression') },
      true,
    ],
  ])('%s of a WebSocket API changed: %s', (_what, changed, redeploys) => {
    expect(print({ ...CHAT, ...changed }) !== print(CHAT)).toBe(redeploys);
  });

  test('has a format and 32 digits, the same in every run', () => {
    expect(print(API)).toMatch(/^f1[0-9a-f]{32}$/);
    expect(fingerprint({ b: [1, 'x'], a: null })).toBe(fingerprint({ a: null, b: [1, 'x'] }));
    expect(fingerprint({ a: [1, 2] })).not.toBe(fingerprint({ a: [2, 1] }));
  });
});
