import { Resource } from 'aws-cdk-lib';
import type * as ApiGatewayV2 from 'aws-cdk-lib/aws-apigatewayv2';
import type { ApiReference, IWebSocketApi as AwsWebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Measurement } from '../../metrics/define-metrics.js';
import { grantExecution } from '../../paths/grant-execution.js';
import { connectionsArn, routeArn } from '../../paths/invoke-arn.js';
import type { ConnectionsScope, ManagedConnectionsScope } from './connections-scope.js';
import { defineWebSocketMetrics, type IMeasuredWebSocket } from '../metrics/websocket-metrics.js';
import { webSocketEndpoint } from '../stages/websocket-stage-url.js';
import type { IWebSocketApi } from './websocket-api-interface.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- defineWebSocketMetrics() below defines the members
export interface WebSocketApiBase extends IMeasuredWebSocket {}

/** The members that WebSocket APIs of this app and of others share. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineWebSocketMetrics() below defines the members
export abstract class WebSocketApiBase extends Resource implements IWebSocketApi {
  abstract readonly apiId: string;
  abstract readonly url: string;
  abstract readonly callbackUrl: string;

  /** Marks the API as a WebSocket API for constructs of aws-cdk-lib. */
  readonly isWebsocketApi = true;

  /** The API's endpoint: its URL without a stage and without a slash at the end. */
  get apiEndpoint(): string {
    return webSocketEndpoint(this, this.apiId);
  }

  /** The API by its id, as L1 constructs of aws-cdk-lib take it. */
  get apiRef(): ApiReference {
    return { apiId: this.apiId };
  }

  /**
   * The API as constructs take it that were written for aws-apigatewayv2's own. It makes no resource.
   *
   * @example
   * new ApiMapping(this, 'Mapping', { api: api.asWebSocketApi(), domainName, stage });
   */
  asWebSocketApi(): AwsWebSocketApi {
    const made = this.node.tryFindChild('WebSocketApi') as AwsWebSocketApi | undefined;
    const { WebSocketApi } = require('aws-cdk-lib/aws-apigatewayv2') as typeof ApiGatewayV2;
    const { apiId: webSocketId, apiEndpoint } = this;
    return made ?? WebSocketApi.fromWebSocketApiAttributes(this, 'WebSocketApi', { webSocketId, apiEndpoint });
  }

  /**
   * The ARN by which IAM policies and Lambda permissions name routes of the API.
   *
   * @example
   * api.arnForExecuteApi('$connect', 'prod');
   * // arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/$connect
   */
  arnForExecuteApi(routeKey = '*', stage = '*'): string {
    return routeArn(this, this.apiId, { routeKey, stageName: stage });
  }

  /**
   * Allows a role, a user or a group to connect where the route `$connect` has `Authorizer.IAM`. Messages are not
   * authorized again.
   *
   * @throws {SluiceError} `grant-without-policy` when the grantee has no policy to add to
   */
  grantConnect(grantee: IGrantable, { stageName = '*' }: ConnectionsScope = {}): Grant {
    return grantExecution(this, [routeArn(this, this.apiId, { routeKey: '$connect', stageName })], grantee);
  }

  /**
   * Allows a function or another grantee to send messages to clients, to look at connections and to close them.
   *
   * @example
   * api.grantManageConnections(broadcast);
   * api.grantManageConnections(notify, { methods: ['POST'] });
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
   * @throws {SluiceError} `grant-without-policy` when the grantee has no policy to add to
   */
  grantManageConnections(grantee: IGrantable, { stageName, methods }: ManagedConnectionsScope = {}): Grant {
    const arns = (methods ?? ['*']).map((method) => connectionsArn(this, this.apiId, { stageName, method }));
    return grantExecution(this, arns, grantee, 'execute-api:ManageConnections');
  }

  /** @internal */
  measure(options: MetricOptions): Measurement {
    return { scope: this, dimensionsMap: { ApiId: this.apiId }, options };
  }
}
defineWebSocketMetrics(WebSocketApiBase);
