import type { Construct } from 'constructs';
import { callbackUrl, DEFAULT_WEBSOCKET_STAGE, webSocketStageUrl } from '../stages/websocket-stage-url.js';
import { WebSocketApiBase } from './websocket-api-base.js';

/** What is known of a WebSocket API that another app deploys. */
export interface WebSocketApiAttributes {
  /** The id that API Gateway gives the API. */
  readonly apiId: string;

  /**
   * The name of the stage that `url` and `callbackUrl` lead to.
   *
   * @default prod
   */
  readonly stageName?: string;
}

/** A WebSocket API that another app deploys. Its definition cannot be changed from here. */
export class ImportedWebSocketApi extends WebSocketApiBase {
  readonly apiId: string;
  readonly url: string;
  readonly callbackUrl: string;

  constructor(scope: Construct, id: string, { apiId, stageName = DEFAULT_WEBSOCKET_STAGE }: WebSocketApiAttributes) {
    super(scope, id);
    this.apiId = apiId;
    this.url = webSocketStageUrl(this, apiId, stageName);
    this.callbackUrl = callbackUrl(this, apiId, stageName);
  }
}
