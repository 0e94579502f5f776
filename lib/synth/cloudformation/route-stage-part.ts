import type { HttpRouteKey, RouteSettings, RouteStage, WebSocketRouteKey } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** What a template can carry of a stage: settings of routes stand by their keys, which must be known. */
export function routeStagePart<K extends HttpRouteKey | WebSocketRouteKey>({
  defaultRouteSettings,
  routeSettings,
  ...rest
}: RouteStage<K>): RouteStage<K> {
  return {
    ...rest,
    ...defined({
      defaultRouteSettings: defaultRouteSettings && routeSettingsPart(defaultRouteSettings),
      routeSettings: routeSettings
        ?.filter(({ routeKey }) => routeKey.kind !== 'deploy-time')
        .map(({ routeKey, ...settings }) => ({ routeKey, ...routeSettingsPart(settings) })),
    }),
  };
}

/** An empty throttle is left out. */
function routeSettingsPart({ throttle, ...rest }: RouteSettings): RouteSettings {
  return { ...rest, ...(throttle !== undefined && Object.keys(throttle).length > 0 && { throttle }) };
}
