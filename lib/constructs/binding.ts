import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { HttpMethod } from '../model/index.js';

/** The requests that an API may invoke a function for. */
export interface InvokePermissionScope {
  /** Default: every method. */
  readonly httpMethod?: HttpMethod;
  /** Default: every path. */
  readonly path?: string;
  /** The key of a WebSocket API's route. Default: every route. */
  readonly routeKey?: string;
  /** Whether test invocations are among them. Without them each stage has a permission of its own. Default: true. */
  readonly allowTestInvoke?: boolean;
}

/** A stage as an integration sees it: which values its variables have. */
export interface DeclaredStage {
  /** The stage's name. */
  readonly name: string;
  /** The stage's own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The stage's canary, whose requests may get other values of variables. */
  readonly canary?: { readonly stageVariableOverrides?: Readonly<Record<string, string>> };
}

/**
 * The API that an integration or an authorizer is used by, as far as it may change it. Integrations and authorizers are
 * plain data without a place in the construct tree; the constructs they need belong to the API that uses them.
 */
export interface BindingApi {
  /** The construct of the API, below which constructs of the integration stand. */
  readonly api: Construct;

  /**
   * Lets the API invoke a function. The permission is part of the API, one however many methods ask for it.
   *
   * @param scope the requests that the function may be invoked for; by default all of the API
   */
  allowInvoke(handler: IFunction, scope?: InvokePermissionScope): void;

  /** Calls `visit` for every stage of the API: those it has, and each that is added later. */
  forEachStage(visit: (stage: DeclaredStage) => void): void;

  /** Gives every stage of the API a variable; a stage's own variable of the same name takes precedence. */
  addStageVariable(name: string, value: string): void;

  /**
   * The role in which the API calls an AWS service, made at the first call. Grant it exactly what the integration does.
   *
   * @param service the name in integration URIs: `dynamodb`, `sqs`, `states`
   */
  serviceRole(service: string): IRole;
}
