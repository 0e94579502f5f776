import type { RouteSettings, RouteStage } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { LoggedRouteSettingsProps } from './route-settings-props.js';

/** A route with the settings that it has in every stage. */
export interface RouteWithSettings<K> {
  readonly routeKey: K;
  readonly settings: LoggedRouteSettingsProps;
}

/**
 * Collects the route settings of a stage. A route with settings of its own gets a complete entry.
 *
 * Assumed: as in REST APIs, an entry of a route takes nothing from the entry for all.
 *
 * @param forAll from the outermost, whose members later ones replace
 */
export function collectRouteSettings<K>(
  forAll: readonly LoggedRouteSettingsProps[],
  routes: readonly RouteWithSettings<K>[],
  overrides: ReadonlyMap<RouteWithSettings<K>, LoggedRouteSettingsProps>,
): Pick<RouteStage<K>, 'defaultRouteSettings' | 'routeSettings'> {
  const shared = Object.assign({}, ...forAll.map(settingsOf)) as RouteSettings;
  const routeSettings = routes.flatMap((route) => {
    const own: RouteSettings = { ...settingsOf(route.settings), ...settingsOf(overrides.get(route) ?? {}) };
    return Object.keys(own).length === 0 ? [] : [{ routeKey: route.routeKey, ...shared, ...own }];
  });
  return {
    ...(Object.keys(shared).length > 0 && { defaultRouteSettings: shared }),
    ...(routeSettings.length > 0 && { routeSettings }),
  };
}

function settingsOf({ logging, metrics, throttle }: LoggedRouteSettingsProps): RouteSettings {
  return {
    ...defined({
      throttle: throttle && defined({ ratePerSecond: throttle.rateLimit, burst: throttle.burstLimit }),
      detailedMetricsEnabled: metrics,
    }),
    // Both are written: CloudFormation may leave a setting on that the template no longer mentions.
    ...(logging !== undefined && { loggingLevel: logging.level, dataTraceEnabled: logging.dataTrace ?? false }),
  };
}
