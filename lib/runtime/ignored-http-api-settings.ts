import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { HttpApi, HttpApiStage } from '../model/http-api.js';
import type { StageObservation } from './observe/observation.js';

/** Settings of a stage that change no response and have no effect here: the stage is served, with one warning. */
export function warningsOfHttpApiStage(
  api: HttpApi,
  { name, accessLog, defaultRouteSettings = {}, routeSettings = [] }: HttpApiStage,
  observed: StageObservation,
): readonly Diagnostic[] {
  const hasMetrics = [defaultRouteSettings, ...routeSettings].some(
    (settings) => settings.detailedMetricsEnabled === true,
  );
  const ignored = [
    hasMetrics && !observed.metrics ? 'metrics' : undefined,
    accessLog === undefined || observed.accessLog ? undefined : 'access logs (--access-log writes them)',
    observed.accessLog && accessLog?.format?.kind === 'deploy-time'
      ? 'the format of its access log, which only deployment knows'
      : undefined,
  ].filter((item) => item !== undefined);
  if (ignored.length === 0) return [];
  const message = `The stage is served without ${ignored.join(', ')}: not simulated, and no response depends on it`;
  return [diagnostic('not-simulated', { element: api.id, property: `stage ${name}` }, message)];
}
