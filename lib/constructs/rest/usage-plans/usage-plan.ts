import { Resource } from 'aws-cdk-lib';
import {
  CfnUsagePlan,
  type AddApiKeyOptions,
  type IApiKeyRef,
  type IUsagePlan,
  type UsagePlanReference,
} from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import { joinApiKey, makeApiKey } from './add-api-key.js';
import type { ApiKeyProps } from './api-key-props.js';
import type { ApiKey } from './api-key.js';
import { PlanStages, renderThrottle } from './plan-stages.js';
import type { StageWithApiKeys, UsagePlanProps, UsagePlanStageOptions } from './usage-plan-props.js';

/** The members that new and imported usage plans share. */
export abstract class UsagePlanBase extends Resource implements IUsagePlan {
  abstract readonly usagePlanId: string;

  get usagePlanRef(): UsagePlanReference {
    return { usagePlanId: this.usagePlanId };
  }

  /**
   * Makes an API key that belongs to the plan. Its logical ids depend on `id` alone, so adding, removing or reordering
   * other keys leaves it untouched.
   */
  addApiKey(id: string, props?: ApiKeyProps): ApiKey;
  /** Adds an existing API key to the plan. It may be a key of Sluice, of aws-apigateway or an imported one. */
  addApiKey(apiKey: IApiKeyRef, options?: AddApiKeyOptions): void;
  addApiKey(key: string | IApiKeyRef, options: ApiKeyProps | AddApiKeyOptions = {}): ApiKey | undefined {
    if (typeof key === 'string') return makeApiKey(this, key, options as ApiKeyProps);
    joinApiKey(this, key, options as AddApiKeyOptions);
    return undefined;
  }
}

/**
 * A usage plan: its API keys let clients call its stages, within the plan's limits. It applies to methods, and to routes of
 * WebSocket APIs, with `apiKeyRequired`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 *
 * @example
 * const plan = new UsagePlan(this, 'Basic', {
 *   quota: Quota.perMonth(10_000),
 *   stages: [{ stage: pets }, { stage: orders, methodThrottles: [{ method: placeOrder, rateLimit: 1, burstLimit: 2 }] }],
 * });
 * plan.addApiKey('Mobile');
 */
export class UsagePlan extends UsagePlanBase {
  /** Refers to a plan of another stack or app, to add keys to it. */
  static fromUsagePlanId(scope: Construct, id: string, usagePlanId: string): UsagePlanBase {
    return new ImportedUsagePlan(scope, id, usagePlanId);
  }

  readonly usagePlanId: string;

  private readonly stages: PlanStages;

  constructor(scope: Construct, id: string, props: UsagePlanProps = {}) {
    super(scope, id);
    const { quota, throttle } = props;
    this.stages = new PlanStages(this);
    const resource = new CfnUsagePlan(this, 'Resource', {
      ...defined({
        usagePlanName: props.usagePlanName,
        description: props.description,
        throttle: throttle && renderThrottle(throttle, this.node.path),
        quota: quota && { limit: quota.limit, period: quota.period, ...defined({ offset: quota.offset }) },
      }),
      apiStages: this.stages.render(),
    });
    this.usagePlanId = resource.ref;
    props.stages?.forEach((stage) => this.stages.add(stage));
  }

  /** Adds a stage that the plan's keys may call: of a REST or a WebSocket API, of Sluice or of aws-cdk-lib. */
  addStage(stage: StageWithApiKeys, options: UsagePlanStageOptions = {}): void {
    this.stages.add({ ...options, stage });
  }
}

class ImportedUsagePlan extends UsagePlanBase {
  constructor(
    scope: Construct,
    id: string,
    readonly usagePlanId: string,
  ) {
    super(scope, id);
  }
}
