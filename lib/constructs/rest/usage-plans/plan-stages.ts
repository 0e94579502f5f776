import { Lazy, Token, type IResolvable } from 'aws-cdk-lib';
import type { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { diagnostic, printThrottledMethod, QUOTAS } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { annotate } from '../../validation.js';
import type { ThrottleProps } from '../methods/method-props.js';
import type { MethodThrottleProps, StageWithApiKeys, UsagePlanStageProps } from './usage-plan-props.js';

/** The stages of a usage plan, as they are added. */
export class PlanStages {
  private readonly stages: CfnUsagePlan.ApiStageProperty[] = [];

  constructor(private readonly plan: Construct) {}

  /**
   * @throws SluiceError `stage-already-in-plan` when the plan has the stage, `method-of-another-api` when a throttled
   *   method is not the stage's, `throttle-invalid` for limits that API Gateway does not take,
   *   `stage-without-api-keys` for a stage of an HTTP API
   */
  add({ stage, methodThrottles = [] }: UsagePlanStageProps): void {
    const apiId = apiIdOf(stage, this.plan);
    const { stageName } = stage;
    if (this.stages.some((known) => known.apiId === apiId && known.stage === stageName)) {
      throw new SluiceError(
        'stage-already-in-plan',
        `Cannot add ${stage.node.path} to the usage plan ${this.plan.node.path}: the plan has it already`,
      );
    }
    for (const { method } of methodThrottles) {
      if (method.api.restApiId === apiId) continue;
      throw new SluiceError(
        'method-of-another-api',
        `Cannot throttle ${method.httpMethod} ${pathOf(method)} in the usage plan ${this.plan.node.path}: ` +
          `it is a method of another API than ${stage.node.path}`,
      );
    }
    this.warnOfQuota(methodThrottles, stage.node.path);
    const throttle = methodThrottles.map(({ method, ...limits }) => [
      printThrottledMethod({ httpMethod: method.httpMethod, path: pathOf(method) }),
      renderThrottle(limits, `${method.httpMethod} ${pathOf(method)} in ${this.plan.node.path}`),
    ]);
    this.stages.push({
      apiId,
      stage: stageName,
      ...(throttle.length > 0 && {
        throttle: Object.fromEntries(throttle) as Record<string, CfnUsagePlan.ThrottleSettingsProperty>,
      }),
    });
  }

  /** What the template says, with stages that are added later. */
  render(): IResolvable {
    return Lazy.any({ produce: () => this.stages }, { omitEmptyArray: true });
  }

  private warnOfQuota(throttles: readonly MethodThrottleProps[], stage: string): void {
    const { value } = QUOTAS.methodThrottlesPerPlanStage;
    if (throttles.length <= value) return;
    const message = `The usage plan throttles ${throttles.length} methods of ${stage}; API Gateway allows ${value} unless AWS raised the quota`;
    annotate(this.plan, diagnostic('quota-exceeded', { element: this.plan.node.path }, message, 'warning'));
  }
}

/**
 * The id of the stage's API. HTTP APIs have no API keys, which the compiler knows and JavaScript does not.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
 */
function apiIdOf(stage: StageWithApiKeys, plan: Construct): string {
  if ('restApi' in stage) return stage.restApi.restApiId;
  if ('callbackUrl' in stage) return stage.api.apiId;
  throw new SluiceError(
    'stage-without-api-keys',
    `Cannot add ${(stage as Construct).node.path} to the usage plan ${plan.node.path}: HTTP APIs have no API keys`,
    { hint: 'Usage plans are for stages of REST and WebSocket APIs' },
  );
}

/** The path of a method of Sluice or of aws-apigateway. */
function pathOf(method: MethodThrottleProps['method']): string {
  return 'resource' in method ? method.resource.path : method.path;
}

/**
 * Limits as the template says them.
 *
 * @throws SluiceError `throttle-invalid`
 */
export function renderThrottle(
  { rateLimit, burstLimit }: ThrottleProps,
  place: string,
): CfnUsagePlan.ThrottleSettingsProperty {
  if (rateLimit !== undefined && rateLimit < 0 && !Token.isUnresolved(rateLimit)) {
    throw invalid(place, `The rate limit is ${rateLimit}; API Gateway requires a number from 0`);
  }
  if (
    burstLimit !== undefined &&
    !Token.isUnresolved(burstLimit) &&
    !(Number.isInteger(burstLimit) && burstLimit >= 0)
  ) {
    throw invalid(place, `The burst limit is ${burstLimit}; API Gateway requires a whole number from 0`);
  }
  return defined({ rateLimit, burstLimit });
}

function invalid(place: string, message: string): SluiceError {
  return new SluiceError('throttle-invalid', message, { place });
}
