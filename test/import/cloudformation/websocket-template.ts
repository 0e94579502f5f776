import { readTemplate } from '../../../lib/import/cloudformation/template.js';
import type { Json, WebSocketApi } from '../../../lib/model/index.js';

export type Properties = Readonly<Record<string, Json>>;

export const ApiId = { Ref: 'Chat' };

/** The WebSocket API of a template with these resources besides it, and what is found as `severity code element property`. */
export function readChat(resources: Properties, api: Properties = {}): { api: WebSocketApi; findings: string[] } {
  const { collection, diagnostics } = readTemplate({
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      Chat: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: {
          ...{ Name: 'Chat', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
          ...api,
        },
      },
      ...resources,
    },
  });
  const [chat] = collection.apis as readonly WebSocketApi[];
  if (chat === undefined) throw new Error('The template has no API');
  return {
    api: chat,
    findings: diagnostics.map(({ severity, code, place }) =>
      [severity, code, place.element, place.property].filter((part) => part !== undefined).join(' '),
    ),
  };
}

/** A resource of an API Gateway type, for short: `Route`, `Integration`. */
export function resource(type: string, properties: Properties = {}): Properties {
  return { Type: `AWS::ApiGatewayV2::${type}`, Properties: { ApiId, ...properties } };
}
