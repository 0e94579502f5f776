import { Resource } from 'aws-cdk-lib';
import type * as ApiGatewayV2 from 'aws-cdk-lib/aws-apigatewayv2';
import type { ApiReference, IWebSocketApi as AwsWebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { routeArn } from '../../paths/invoke-arn.js';
import { webSocketEndpoint } from '../stages/websocket-stage-url.js';
import type { IWebSocketApi } from './websocket-api-interface.js';

/** The members that WebSocket APIs of this app and of others share. */
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
}
