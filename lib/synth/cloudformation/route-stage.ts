import {
  printAccessLogFormat,
  printRouteKey,
  type Document,
  type HttpRouteKey,
  type RouteSettings,
  type RouteStage,
  type Value,
  type WebSocketRouteKey,
  type WebSocketStage,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';

type TextMap = Readonly<Record<string, Value<string>>>;

/** The properties of an `AWS::ApiGatewayV2::Stage` beside its API and its deployment; `undefined`: not set. */
export interface RouteStageProperties {
  readonly StageName: string;
  readonly AccessLogSettings: { readonly DestinationArn?: Value<string>; readonly Format?: Value<string> } | undefined;
  readonly AutoDeploy: Value<boolean> | undefined;
  readonly ClientCertificateId: Value<string> | undefined;
  readonly DefaultRouteSettings: RouteSettingProperties | undefined;
  readonly Description: Value<string> | undefined;
  readonly RouteSettings: Readonly<Record<string, RouteSettingProperties>> | undefined;
  readonly StageVariables: TextMap | undefined;
  readonly Tags: TextMap | undefined;
}

/** The settings of a stage for a route, or for all of them. */
export type RouteSettingProperties = Readonly<Record<string, Document>>;

/**
 * Renders the settings of a stage of an HTTP or WebSocket API. Settings of a route whose key only deployment knows are
 * left out: the key is the name of a property.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html
 */
export function renderRouteStageProperties(
  stage: RouteStage<HttpRouteKey | WebSocketRouteKey> & Pick<WebSocketStage, 'clientCertificateId'>,
): RouteStageProperties {
  const { accessLog, defaultRouteSettings, routeSettings } = stage;
  return {
    StageName: stage.name,
    AccessLogSettings:
      accessLog &&
      defined({
        DestinationArn: accessLog.destinationArn,
        Format: accessLog.format && printAccessLogFormat(accessLog.format),
      }),
    AutoDeploy: stage.autoDeploy,
    ClientCertificateId: stage.clientCertificateId,
    DefaultRouteSettings: defaultRouteSettings && renderRouteSettings(defaultRouteSettings),
    Description: stage.description,
    RouteSettings:
      routeSettings &&
      Object.fromEntries(
        routeSettings.flatMap(({ routeKey, ...settings }) => {
          const key = printRouteKey(routeKey);
          return typeof key === 'string' ? [[key, renderRouteSettings(settings)] as const] : [];
        }),
      ),
    StageVariables: stage.variables,
    Tags: stage.tags,
  };
}

function renderRouteSettings(settings: RouteSettings): RouteSettingProperties {
  return defined({
    DataTraceEnabled: settings.dataTraceEnabled,
    DetailedMetricsEnabled: settings.detailedMetricsEnabled,
    LoggingLevel: settings.loggingLevel,
    ThrottlingBurstLimit: settings.throttle?.burst,
    ThrottlingRateLimit: settings.throttle?.ratePerSecond,
  });
}
