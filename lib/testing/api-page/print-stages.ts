import type { Api } from '../../model/api.js';
import type { HttpApiStage } from '../../model/http-api.js';
import { routeName, type HttpRouteKey } from '../../model/route-key.js';
import type { RouteSettings } from '../../model/route-stage.js';
import type { MethodSettings, Stage, Throttle } from '../../model/stage.js';
import { isDeployTime, type Value } from '../../model/value.js';
import { defined } from '../../support/defined.js';
import { printName } from './print-name.js';
import { printTable } from './print-table.js';

/** A line for each stage, and below it one for each entry of its settings of methods or routes. */
export function printStages(api: Api): readonly string[] {
  return api.stages.flatMap((stage) => [
    ['stage', stage.name, ...printStage(stage)].join(' '),
    ...printTable(settingsOf(stage), '  '),
  ]);
}

function settingsOf(stage: Api['stages'][number]): readonly (readonly string[])[] {
  if ('methodSettings' in stage) {
    return (stage.methodSettings ?? []).map((one) => [`${one.httpMethod} ${one.path}`, printSettings(one)]);
  }
  const { defaultRouteSettings, routeSettings = [] } = stage as HttpApiStage;
  return [
    ...(defaultRouteSettings === undefined ? [] : [['every route', printRouteSettings(defaultRouteSettings)]]),
    ...routeSettings.map((one) => [printRouteKey(one.routeKey), printRouteSettings(one)]),
  ].filter(([, settings]) => settings !== '');
}

function printRouteKey(routeKey: HttpRouteKey | string): string {
  return typeof routeKey === 'string' ? routeKey : routeName(routeKey);
}

function printRouteSettings({ throttle, detailedMetricsEnabled }: RouteSettings): string {
  return printSettings(defined({ throttle, metricsEnabled: detailedMetricsEnabled }));
}

/** The members that a page shows, which stages of HTTP APIs have in part. */
type PrintedStage = Partial<
  Pick<Stage, 'cacheCluster' | 'canary' | 'tracingEnabled' | 'accessLog' | 'clientCertificateId' | 'variables'>
>;

function printStage(stage: PrintedStage): readonly string[] {
  const { cacheCluster, canary, variables = {} } = stage;
  const facts = [
    ...(cacheCluster !== undefined && cacheCluster.enabled !== false
      ? [`cache ${printName(cacheCluster.sizeGigabytes ?? '0.5')} GB`]
      : []),
    ...(canary === undefined ? [] : [`canary ${printName(canary.percentTraffic ?? 0)} %`]),
    ...(stage.tracingEnabled === true ? ['tracing'] : []),
    ...(stage.accessLog?.destinationArn === undefined
      ? []
      : [`access log ${printName(stage.accessLog.destinationArn)}`]),
    ...(stage.clientCertificateId === undefined ? [] : [`client certificate ${printName(stage.clientCertificateId)}`]),
    ...Object.entries(variables).map(([name, value]) => `${name}=${printName(value)}`),
  ];
  return facts.length === 0 ? [] : [`(${facts.join(', ')})`];
}

function printSettings({
  throttle,
  caching,
  logging,
  metricsEnabled,
}: Omit<MethodSettings, 'httpMethod' | 'path'>): string {
  return [
    ...(throttle === undefined ? [] : [printThrottle(throttle)]),
    ...(caching?.enabled === true ? [`cache ${printName(caching.ttlSeconds ?? 300)} s`] : []),
    ...(caching?.enabled === false ? ['no cache'] : []),
    ...(logging?.level === undefined ? [] : [`log ${printName(logging.level)}`]),
    ...(logging?.dataTrace === true ? ['data trace'] : []),
    ...(metricsEnabled === undefined ? [] : [isOn(metricsEnabled) ? 'metrics' : 'no metrics']),
  ].join(', ');
}

function isOn(value: Value<boolean>): boolean {
  return isDeployTime(value) || value;
}

/** `10/s burst 5`. */
export function printThrottle({ ratePerSecond, burst }: Throttle): string {
  return [
    ...(ratePerSecond === undefined ? [] : [`${printName(ratePerSecond)}/s`]),
    ...(burst === undefined ? [] : [`burst ${printName(burst)}`]),
  ].join(' ');
}
