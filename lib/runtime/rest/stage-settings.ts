import type { MethodSettings, Throttle } from '../../model/stage.js';
import { isDeployTime } from '../../model/value.js';
import type { TokenBucketLimits } from '../metering/token-bucket.js';
import { isServedLeniently, type NotSimulated } from '../not-simulated.js';
import type { RestDeployment, RestMethod, RestStage, StageMethodSettings } from './invocation.js';

/**
 * Compiles the method settings and variables of a stage for the methods of a deployment, so that no request searches them.
 *
 * Observed: the settings of a method begin as a copy of those for all methods: each that it does not set is theirs.
 * Assumed: settings for all methods of one path take precedence over those for one method of all paths; `ANY` takes the
 * settings of every method of its path, so that no limit is lost.
 */
export function compileStageSettings(
  entries: readonly MethodSettings[],
  variables: RestStage['variables'],
  { methods, lenience }: Pick<RestDeployment, 'methods' | 'lenience'>,
): RestStage['settings'] {
  const ordered = [...entries].sort((a, b) => precedence(a) - precedence(b));
  const compile = (method: RestMethod): StageMethodSettings => {
    const settings = ordered.filter((entry) => covers(entry, method)).reduce(overlay, NOTHING);
    const { limits, unknown } = compileThrottle(settings.throttle);
    const found = [...unknown, ...method.refusalsOn(variables)];
    const lenient = found.filter((finding) => isServedLeniently(finding, lenience));
    return {
      ...settings,
      throttle: limits,
      refusals: [...method.refusals, ...found.filter((finding) => !lenient.includes(finding))],
      unenforced: [...method.unenforced, ...lenient],
    };
  };
  const compiled = methods.map(compile);
  return (method) => compiled[method.index] ?? compile(method);
}

interface Settings extends Omit<StageMethodSettings, 'throttle' | 'refusals' | 'unenforced'> {
  readonly throttle: Throttle;
}

const NOTHING: Settings = { throttle: {}, caching: {}, logging: {}, metricsEnabled: false };

function overlay(below: Settings, { throttle, caching, logging, metricsEnabled }: MethodSettings): Settings {
  return {
    throttle: { ...below.throttle, ...throttle },
    caching: { ...below.caching, ...caching },
    logging: { ...below.logging, ...logging },
    metricsEnabled: metricsEnabled ?? below.metricsEnabled,
  };
}

function precedence({ path, httpMethod }: MethodSettings): number {
  return (path === '*' ? 0 : 2) + (httpMethod === '*' ? 0 : 1);
}

function covers(entry: MethodSettings, { resourcePath, httpMethod }: RestMethod): boolean {
  if (entry.path !== resourcePath && entry.path !== '*') return false;
  return entry.httpMethod === '*' || entry.httpMethod === httpMethod || httpMethod === 'ANY';
}

/**
 * Documented: what a stage leaves out is the account's, 10,000 requests a second and a burst of 5,000
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html).
 */
function compileThrottle({ ratePerSecond, burst }: Throttle): {
  readonly limits: TokenBucketLimits | undefined;
  readonly unknown: readonly NotSimulated[];
} {
  if (ratePerSecond === undefined && burst === undefined) return { limits: undefined, unknown: [] };
  if (isDeployTime(ratePerSecond) || isDeployTime(burst)) {
    const detail = 'throttling by a limit that only deployment knows';
    return { limits: undefined, unknown: [{ feature: 'throttle', detail, optional: true }] };
  }
  return { limits: { ratePerSecond: ratePerSecond ?? 10_000, burst: burst ?? 5_000 }, unknown: [] };
}
