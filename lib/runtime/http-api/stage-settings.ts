import type { HttpRouteKey } from '../../model/route-key.js';
import { routeName } from '../../model/route-key.js';
import type { RouteSettings } from '../../model/route-stage.js';
import { compileThrottle, UNKNOWN_THROTTLE } from '../metering/throttle-limits.js';
import { divideFindings } from '../not-simulated.js';
import type { HttpApiDeployment, HttpApiRoute, HttpApiStage, StageRouteSettings } from './invocation.js';

interface Settings {
  readonly defaultRouteSettings?: RouteSettings;
  readonly routeSettings?: readonly (RouteSettings & { readonly routeKey: HttpRouteKey })[];
}

/**
 * Compiles the route settings and variables of a stage for the routes of a deployment, so that no request searches them.
 *
 * Documented: settings of a route take precedence over those of the stage
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html).
 * Assumed: member by member.
 */
export function compileStageSettings(
  { defaultRouteSettings = {}, routeSettings = [] }: Settings,
  variables: HttpApiStage['variables'],
  { routes, lenience }: Pick<HttpApiDeployment, 'routes' | 'lenience'>,
): HttpApiStage['settings'] {
  const compile = (route: HttpApiRoute): StageRouteSettings => {
    const own = routeSettings.find(({ routeKey }) => routeName(routeKey) === route.routeKey);
    const settings = { ...defaultRouteSettings, ...own };
    const throttle = compileThrottle({ ...defaultRouteSettings.throttle, ...own?.throttle });
    const isUnknown = throttle === 'known-at-deployment';
    const found = [...(isUnknown ? [UNKNOWN_THROTTLE] : []), ...route.refusalsOn(variables)];
    const { refusals, unenforced } = divideFindings(found, lenience);
    return {
      throttle: isUnknown ? undefined : throttle,
      detailedMetricsEnabled: settings.detailedMetricsEnabled === true,
      refusals: [...route.refusals, ...refusals],
      unenforced: [...route.unenforced, ...unenforced],
    };
  };
  const compiled = routes.map(compile);
  return (route) => compiled[route.index] ?? compile(route);
}
