import type { AccessLogSettings, Throttle } from './stage.js';
import type { Value } from './value.js';

/**
 * A stage of an HTTP or WebSocket API, whose settings are by route.
 *
 * Documented: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export interface RouteStage<K> {
  /** `$default`, of an HTTP API, has no part in the path. */
  readonly name: string;
  readonly description?: Value<string>;
  readonly variables?: Readonly<Record<string, Value<string>>>;
  readonly autoDeploy?: Value<boolean>;
  readonly accessLog?: AccessLogSettings;
  /** For the routes that have none of their own. */
  readonly defaultRouteSettings?: RouteSettings;
  readonly routeSettings?: readonly (RouteSettings & { readonly routeKey: K })[];
  readonly tags?: Readonly<Record<string, Value<string>>>;
}

export interface RouteSettings {
  readonly throttle?: Throttle;
  readonly detailedMetricsEnabled?: Value<boolean>;
  readonly loggingLevel?: Value<string>;
  readonly dataTraceEnabled?: Value<boolean>;
}
