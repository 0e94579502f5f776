import { isHttpMethod, type HttpMethod } from './http-method.js';
import type { Throttle } from './stage.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html */
export interface UsagePlan {
  readonly id: string;
  readonly name?: Value<string>;
  readonly description?: Value<string>;
  readonly throttle?: Throttle;
  readonly quota?: Quota;
  readonly apiStages: readonly UsagePlanStage[];
  /** Ids of the keys that belong to the plan. */
  readonly apiKeys: readonly Value<string>[];
  readonly tags?: Readonly<Record<string, Value<string>>>;
}

export interface UsagePlanStage {
  readonly api: Value<string>;
  readonly stage: Value<string>;
  readonly methodThrottles?: readonly MethodThrottle[];
}

export interface MethodThrottle extends ThrottledMethod {
  readonly throttle: Throttle;
}

export interface ThrottledMethod {
  readonly path: string;
  readonly httpMethod: HttpMethod;
}

/** Reads `/pets/{petId}/GET`; the root's methods are `//GET`. */
export function parseThrottledMethod(text: string): ThrottledMethod | undefined {
  const [, path = '', httpMethod = ''] = /^(\/.*)\/([^/]+)$/s.exec(text) ?? [];
  return isHttpMethod(httpMethod) ? { path, httpMethod } : undefined;
}

/** Writes `/pets/{petId}/GET`, as a usage plan keys its throttles. */
export function printThrottledMethod({
  path,
  httpMethod,
}: {
  readonly path: string;
  readonly httpMethod: string;
}): string {
  return `${path}/${httpMethod}`;
}

export interface Quota {
  readonly limit: Value<number>;
  /** The period after which the requests are counted anew. */
  readonly period: Value<string>;
  /** Taken off the limit in the first period. */
  readonly offset?: Value<number>;
}

export interface ApiKey {
  readonly id: string;
  readonly name?: Value<string>;
  readonly description?: Value<string>;
  /** 20 to 128 characters; made at deployment when absent. */
  readonly value?: Value<string>;
  /** Documented: false when a template leaves it out. */
  readonly enabled: Value<boolean>;
  readonly customerId?: Value<string>;
  readonly generateDistinctId?: Value<boolean>;
  /** Stages named by the older form, without a plan. */
  readonly stages?: readonly { readonly api: Value<string>; readonly stage: Value<string> }[];
  readonly tags?: Readonly<Record<string, Value<string>>>;
}
