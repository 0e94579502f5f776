import type { MethodSettings, Throttle } from '../../model/stage.js';
import { compileCaching, NO_CACHING } from './stage-caching.js';
import { divideFindings } from '../not-simulated.js';
import { compileThrottle, UNKNOWN_THROTTLE } from '../metering/throttle-limits.js';
import type { RestDeployment, RestMethod, RestStage, StageMethodSettings } from './invocation.js';

/**
 * Compiles the method settings and variables of a stage for the methods of a deployment, so that no request searches them.
 *
 * Observed: the settings of a method begin as a copy of those for all methods: each that it does not set is theirs.
 * Assumed: settings for all methods of one path take precedence over those for one method of all paths; `ANY` takes the
 * settings of every method of its path, so that no limit is lost.
 *
 * @param usesCache whether the stage has a cache cluster, and a canary uses it
 */
export function compileStageSettings(
  entries: readonly MethodSettings[],
  variables: RestStage['variables'],
  { methods, lenience }: Pick<RestDeployment, 'methods' | 'lenience'>,
  usesCache: boolean,
): RestStage['settings'] {
  const ordered = [...entries].sort((a, b) => precedence(a) - precedence(b));
  const compile = (method: RestMethod): StageMethodSettings => {
    const settings = ordered.filter((entry) => covers(entry, method)).reduce(overlay, NOTHING);
    const throttle = compileThrottle(settings.throttle);
    const unknown = throttle === 'known-at-deployment';
    const found = [...(unknown ? [UNKNOWN_THROTTLE] : []), ...method.refusalsOn(variables)];
    const { refusals, unenforced } = divideFindings(found, lenience);
    const { caching, uncached } = usesCache ? compileCaching(ordered, method) : NO_CACHING;
    return {
      ...settings,
      throttle: unknown ? undefined : throttle,
      refusals: [...method.refusals, ...refusals],
      caching,
      unenforced: [...method.unenforced, ...unenforced, ...uncached],
    };
  };
  const compiled = methods.map(compile);
  return (method) => compiled[method.index] ?? compile(method);
}

interface Settings extends Omit<StageMethodSettings, 'throttle' | 'caching' | 'refusals' | 'unenforced'> {
  readonly throttle: Throttle;
}

const NOTHING: Settings = { throttle: {}, logging: {}, metricsEnabled: false };

function overlay(below: Settings, { throttle, logging, metricsEnabled }: MethodSettings): Settings {
  return {
    throttle: { ...below.throttle, ...throttle },
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
