import { describe } from 'vitest';
import {
  parseMessageMappingSource,
  type WebSocketApi,
  type WebSocketRequestParameter,
  type WebSocketRouteKey,
} from '../../../lib/model/index.js';
import { finds, mock, webSocketRoute } from '../findings.js';

const connect: WebSocketRouteKey = { kind: 'connect' };
const send: WebSocketRouteKey = { kind: 'custom', text: 'send' };
const token: WebSocketRequestParameter = { location: 'querystring', name: 'token', required: true };

function mapped(
  routeKey: WebSocketRouteKey,
  declared: readonly WebSocketRequestParameter[],
  ...sources: string[]
): WebSocketApi {
  return webSocketRoute({
    routeKey,
    requestParameters: declared,
    integration: {
      ...mock,
      requestParameters: sources.map((source, index) => ({
        target: { location: 'header', name: `h${index}` },
        source: parseMessageMappingSource(source),
      })),
    },
  });
}

describe('connection-parameter-invalid', () => {
  finds([
    [
      'nothing in what $connect declares, in any case of a header and with all values',
      mapped(
        connect,
        [token, { location: 'header', name: 'X-A', required: false }],
        ...['route.request.querystring.token', 'route.request.multivaluequerystring.token', 'route.request.header.x-a'],
      ),
      [],
    ],
    [
      'nothing in what every route has',
      mapped(send, [], 'route.request.body.a', 'context.connectionId', 'stageVariables.a', "'a'"),
      [],
    ],
    [
      'what $connect does not declare',
      mapped(connect, [token], 'route.request.querystring.Token', 'route.request.header.token'),
      [
        'warning parameter-mapping-invalid $connect integration.request.header.h0: The integration maps route.request.querystring.Token, which the request parameters of the route do not declare',
        'warning parameter-mapping-invalid $connect integration.request.header.h1: The integration maps route.request.header.token, which the request parameters of the route do not declare',
      ],
    ],
    [
      'what another route declares and maps, once',
      mapped(send, [token], 'route.request.querystring.token', 'route.request.multivalueheader.a'),
      [
        'error parameter-mapping-invalid send requestParameters: The route declares route.request.querystring.token; API Gateway has request parameters at $connect only',
        'warning parameter-mapping-invalid send integration.request.header.h1: The integration maps route.request.multivalueheader.a, which has a value at $connect only',
      ],
    ],
  ]);
});
