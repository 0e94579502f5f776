import type { IResource } from 'aws-cdk-lib';
import type { IWebSocketApi as AwsWebSocketApi, IWebSocketApiRef } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IMeasuredWebSocket } from '../metrics/websocket-metrics.js';
import type { ConnectionsScope, ManagedConnectionsScope } from './connections-scope.js';

/** A WebSocket API, of this app or of another one. */
export interface IWebSocketApi extends IResource, IWebSocketApiRef, IMeasuredWebSocket {
  /** The id that API Gateway gives the API. */
  readonly apiId: string;

  /** The API's endpoint: its URL without a stage and without a slash at the end. */
  readonly apiEndpoint: string;

  /** The URL of the API's first stage, without a slash at the end. */
  readonly url: string;

  /** The endpoint of the first stage's `@connections`, by which backends send messages to clients. */
  readonly callbackUrl: string;

  /**
   * The ARN by which IAM policies and Lambda permissions name routes of the API.
   *
   * @param routeKey the key of a route; `*` is every route
   * @param stage a stage's name; `*` is every stage
   */
  arnForExecuteApi(routeKey?: string, stage?: string): string;

  /** Allows a role, a user or a group to connect where the route `$connect` has `Authorizer.IAM`. */
  grantConnect(grantee: IGrantable, scope?: ConnectionsScope): Grant;

  /** Allows a function or another grantee to send messages to clients, to look at connections and to close them. */
  grantManageConnections(grantee: IGrantable, scope?: ManagedConnectionsScope): Grant;

  /** The API as constructs take it that were written for aws-apigatewayv2's own. It makes no resource. */
  asWebSocketApi(): AwsWebSocketApi;
}
