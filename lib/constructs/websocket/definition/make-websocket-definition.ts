import { CfnApi, type CfnApiProps } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IDependable } from 'constructs';
import type { WebSocketApi } from '../../../model/index.js';
import { renderWebSocketApi } from '../../../synth/cloudformation/index.js';
import type { ApiDefinition } from '../../definition/api-definition.js';
import { defineByResources } from '../../definition/resources/define-by-resources.js';
import { ResourceNodes } from '../../definition/resources/resource-nodes.js';
import { asL1Properties } from '../../l1.js';
import { WEBSOCKET_RESOURCES } from './websocket-resources.js';

/** A WebSocket API's resource and its definition. */
export interface MadeWebSocketDefinition {
  readonly resource: CfnApi;
  readonly definition: ApiDefinition<WebSocketApi>;
  /** Resources that a deployment waits for: every route, integration, response, authorizer and model. */
  readonly nodes: IDependable;
}

export function makeWebSocketDefinition(api: Construct, declared: () => WebSocketApi): MadeWebSocketDefinition {
  const resource = new CfnApi(api, 'Resource', asL1Properties(renderWebSocketApi(declared())) as CfnApiProps);
  const nodes = new ResourceNodes(api, 'Definition', WEBSOCKET_RESOURCES, resource);
  const definition = defineByResources(api, {
    resource,
    nodes,
    form: WEBSOCKET_RESOURCES,
    declared,
    waysOutOfCircles: WAYS_OUT_OF_CIRCLES,
  });
  return { resource, definition, nodes };
}

const WAYS_OUT_OF_CIRCLES = [
  "or bind it by a stage variable: new WebSocketLambda(fn, { bind: 'stage-variable' }), authorizers likewise",
];
