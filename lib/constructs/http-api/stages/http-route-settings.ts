import type { HttpApiStage, HttpRouteKey, RouteSettings } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { RouteSettingsProps } from './route-settings-props.js';

/** A route with the settings that it has in every stage. */
export interface RouteWithSettings {
  readonly routeKey: HttpRouteKey;
  readonly settings: RouteSettingsProps;
}

/**
 * Collects the route settings of a stage. A route with settings of its own gets a complete entry.
 *
 * Assumed: as in REST APIs, an entry of a route takes nothing from the entry for all.
 *
 * @param forAll from the outermost, whose members later ones replace
 */
export function collectRouteSettings(
  forAll: readonly RouteSettingsProps[],
  routes: readonly RouteWithSettings[],
  overrides: ReadonlyMap<RouteWithSettings, RouteSettingsProps>,
): Pick<HttpApiStage, 'defaultRouteSettings' | 'routeSettings'> {
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

function settingsOf({ metrics, throttle }: RouteSettingsProps): RouteSettings {
  return defined({
    throttle: throttle && defined({ ratePerSecond: throttle.rateLimit, burst: throttle.burstLimit }),
    detailedMetricsEnabled: metrics,
  });
}
