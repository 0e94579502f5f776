import type { Diagnostic } from '../model/diagnostic.js';
import type { RouteStage } from '../model/route-stage.js';
import { isDeployTime, type Value } from '../model/value.js';
import { missingCertificate, warningOfIgnored } from './ignored-settings.js';
import type { StageObservation } from './observe/observation.js';

/**
 * Settings of a stage of an HTTP or WebSocket API that change no response and have no effect here: the stage is served, with
 * one warning.
 *
 * @param apiId as its author calls the API
 */
export function warningsOfRouteStage(
  apiId: string,
  {
    name,
    accessLog,
    defaultRouteSettings = {},
    routeSettings = [],
    clientCertificateId,
  }: RouteStage<unknown> & { readonly clientCertificateId?: Value<string> },
  observed: StageObservation,
  clientCertificates: Readonly<Record<string, unknown>> = {},
): readonly Diagnostic[] {
  const settings = [defaultRouteSettings, ...routeSettings];
  const hasMetrics = settings.some(({ detailedMetricsEnabled }) => detailedMetricsEnabled === true);
  const isLogged = settings.some(
    ({ loggingLevel }) => loggingLevel !== undefined && !isDeployTime(loggingLevel) && loggingLevel !== 'OFF',
  );
  const ignored = [
    isLogged && !observed.executionLog ? 'execution logs (--execution-log writes them)' : undefined,
    hasMetrics && !observed.metrics ? 'metrics' : undefined,
    accessLog === undefined || observed.accessLog ? undefined : 'access logs (--access-log writes them)',
    observed.accessLog && accessLog?.format?.kind === 'deploy-time'
      ? 'the format of its access log, which only deployment knows'
      : undefined,
    missingCertificate(clientCertificateId, clientCertificates),
  ].filter((item) => item !== undefined);
  return warningOfIgnored(apiId, name, ignored);
}
