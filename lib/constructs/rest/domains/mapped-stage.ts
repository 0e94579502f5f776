import type { IStage } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';

/** A stage that a custom domain name leads to: of a REST API, of Sluice or of aws-apigateway, or of an HTTP or a WebSocket API. */
export type MappedStage = IStage | MappedHttpStage | MappedWebSocketStage;

/** A stage of an HTTP API: an `HttpStage`, or one of aws-apigatewayv2. */
export interface MappedHttpStage extends IConstruct {
  /** The stage's name. */
  readonly stageName: string;
  /** The API of the stage. */
  readonly api: { readonly apiId: string };
}

/** A stage of a WebSocket API: a `WebSocketStage`, or one of aws-apigatewayv2. */
export interface MappedWebSocketStage extends MappedHttpStage {
  /** The endpoint of the stage's `@connections`, which other stages do not have. */
  readonly callbackUrl: string;
}

/** Whether the stage is one of an HTTP or a WebSocket API. */
export function isRouteStage(stage: MappedStage): stage is MappedHttpStage | MappedWebSocketStage {
  return !('restApi' in stage);
}

/** Whether the stage is one of a WebSocket API. */
export function isWebSocketStage(stage: MappedStage): stage is MappedWebSocketStage {
  return isRouteStage(stage) && 'callbackUrl' in stage;
}

/** The id of the stage's API. */
export function apiIdOf(stage: MappedStage): string {
  return isRouteStage(stage) ? stage.api.apiId : stage.restApi.restApiId;
}
