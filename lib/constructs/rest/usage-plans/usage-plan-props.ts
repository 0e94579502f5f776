import type { IStage, Method as AwsMethod } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import type { Method } from '../methods/method.js';
import type { ThrottleProps } from '../methods/method-props.js';
import type { Quota } from './quota.js';

/** The limits of a usage plan. */
export interface UsagePlanOptions {
  /**
   * The plan's name.
   *
   * @default - CloudFormation generates one
   */
  readonly usagePlanName?: string;

  /**
   * What the plan is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How many requests each API key may send to all stages of the plan together.
   *
   * @default - the limits of stages and account alone
   */
  readonly throttle?: ThrottleProps;

  /**
   * How many requests each API key has in a day, week or month.
   *
   * @default - unlimited
   */
  readonly quota?: Quota;
}

/** The settings of one stage in a usage plan. */
export interface UsagePlanStageOptions {
  /**
   * Limits of single methods of a REST API, which take precedence over the plan's own.
   *
   * @default - the plan's throttle for every method
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   */
  readonly methodThrottles?: readonly MethodThrottleProps[];
}

/** How many requests each API key may send to one method. */
export interface MethodThrottleProps extends ThrottleProps {
  /** The method, as `api.get(…)` returns it, or a method of aws-apigateway. */
  readonly method: Method | AwsMethod;
}

/** A stage whose API has API keys: of a REST API, of Sluice or of aws-apigateway, or of a WebSocket API. */
export type StageWithApiKeys = IStage | WebSocketStageWithApiKeys;

/** A stage of a WebSocket API: a `WebSocketStage`, or one of aws-apigatewayv2. */
export interface WebSocketStageWithApiKeys extends IConstruct {
  /** The stage's name. */
  readonly stageName: string;
  /** The API of the stage. */
  readonly api: { readonly apiId: string };
  /** The endpoint of the stage's `@connections`, which other stages do not have. */
  readonly callbackUrl: string;
}

/** A stage of a usage plan with its settings there. */
export interface UsagePlanStageProps extends UsagePlanStageOptions {
  /** A stage of a REST or a WebSocket API, of Sluice or of aws-cdk-lib. */
  readonly stage: StageWithApiKeys;
}

/** The settings of a usage plan. */
export interface UsagePlanProps extends UsagePlanOptions {
  /**
   * The stages that the plan's keys may call, of any number of APIs.
   *
   * @default - none until `addStage` is called
   */
  readonly stages?: readonly UsagePlanStageProps[];
}

/** The settings of `stage.addUsagePlan`: the limits of a plan, and of single methods in the stage. */
export interface StageUsagePlanProps extends UsagePlanOptions, UsagePlanStageOptions {}
