import type { RouteKey } from '../../model/route-key.js';
import { routeName } from '../../model/route-key.js';
import type { RouteSettings } from '../../model/route-stage.js';
import { knownText } from '../../model/value.js';
import { compileThrottle, UNKNOWN_THROTTLE } from '../metering/throttle-limits.js';
import type { TokenBucketLimits } from '../metering/token-bucket.js';
import { divideFindings, type Lenience, type NotSimulated, type RouteFindings } from '../not-simulated.js';

/** What a stage sets for one route of an HTTP or WebSocket API. */
export interface StageRouteSettings extends RouteFindings {
  /** Undefined: no limit of the stage's own. */
  readonly throttle: TokenBucketLimits | undefined;
  readonly detailedMetricsEnabled: boolean;
  /** Undefined: no execution log. */
  readonly loggingLevel: 'ERROR' | 'INFO' | undefined;
  readonly dataTraceEnabled: boolean;
}

/** A compiled route, as far as settings of stages concern it. */
export interface SettableRoute extends RouteFindings {
  /** Its place among the routes of its deployment. */
  readonly index: number;
  readonly routeKey: string;
  /** Why the route is refused on a stage with certain variables. */
  refusalsOn(stageVariables: Readonly<Record<string, string>>): readonly NotSimulated[];
}

interface Settings {
  readonly defaultRouteSettings?: RouteSettings;
  readonly routeSettings?: readonly (RouteSettings & { readonly routeKey: RouteKey })[];
}

/**
 * Compiles the route settings and variables of a stage for the routes of a deployment, so that no request searches them.
 *
 * Documented: settings of a route take precedence over those of the stage
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html).
 * Assumed: member by member.
 */
export function compileRouteSettings<Route extends SettableRoute>(
  { defaultRouteSettings = {}, routeSettings = [] }: Settings,
  variables: Readonly<Record<string, string>>,
  { routes, lenience }: { readonly routes: readonly Route[]; readonly lenience: Lenience },
): (route: Route) => StageRouteSettings {
  const compile = (route: Route): StageRouteSettings => {
    const own = routeSettings.find(({ routeKey }) => routeName(routeKey) === route.routeKey);
    const settings = { ...defaultRouteSettings, ...own };
    const throttle = compileThrottle({ ...defaultRouteSettings.throttle, ...own?.throttle });
    const isUnknown = throttle === 'known-at-deployment';
    const found = [...(isUnknown ? [UNKNOWN_THROTTLE] : []), ...route.refusalsOn(variables)];
    const { refusals, unenforced } = divideFindings(found, lenience);
    const level = settings.loggingLevel === undefined ? undefined : knownText(settings.loggingLevel);
    return {
      throttle: isUnknown ? undefined : throttle,
      detailedMetricsEnabled: settings.detailedMetricsEnabled === true,
      loggingLevel: level === 'ERROR' || level === 'INFO' ? level : undefined,
      dataTraceEnabled: settings.dataTraceEnabled === true,
      refusals: [...route.refusals, ...refusals],
      unenforced: [...route.unenforced, ...unenforced],
    };
  };
  const compiled = routes.map(compile);
  return (route) => compiled[route.index] ?? compile(route);
}
