import type { IStage } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';

/** A stage that a custom domain name leads to: of a REST API, of Sluice or of aws-apigateway, or of an HTTP API. */
export type MappedStage = IStage | MappedHttpStage;

/** A stage of an HTTP API: an `HttpStage`, or one of aws-apigatewayv2. */
export interface MappedHttpStage extends IConstruct {
  /** The stage's name. */
  readonly stageName: string;
  /** The API of the stage. */
  readonly api: { readonly apiId: string };
}

/** Whether the stage is one of an HTTP API. */
export function isHttpStage(stage: MappedStage): stage is MappedHttpStage {
  return !('restApi' in stage);
}

/** The id of the stage's API. */
export function apiIdOf(stage: MappedStage): string {
  return isHttpStage(stage) ? stage.api.apiId : stage.restApi.restApiId;
}
