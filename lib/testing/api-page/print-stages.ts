import type { Api } from '../../model/api.js';
import type { MethodSettings, Stage, Throttle } from '../../model/stage.js';
import { isDeployTime, type Value } from '../../model/value.js';
import { printName } from './print-name.js';
import { printTable } from './print-table.js';

/** A line for each stage, and below it one for each entry of its method settings. */
export function printStages({ stages }: Api): readonly string[] {
  return stages.flatMap((stage) => {
    const rest =
      'cacheCluster' in stage || 'methodSettings' in stage || 'variables' in stage ? (stage as Stage) : undefined;
    const settings = rest?.methodSettings ?? [];
    return [
      ['stage', stage.name, ...(rest === undefined ? [] : printStage(rest))].join(' ').trimEnd(),
      ...printTable(
        settings.map((one) => [`${one.httpMethod} ${one.path}`, printSettings(one)]),
        '  ',
      ),
    ];
  });
}

function printStage(stage: Stage): readonly string[] {
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

function printSettings({ throttle, caching, logging, metricsEnabled }: MethodSettings): string {
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
