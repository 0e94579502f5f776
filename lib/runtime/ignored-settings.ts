import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { isPrivate } from '../model/endpoint-configuration.js';
import type { Method } from '../model/method.js';
import type { RestApi } from '../model/rest-api.js';
import type { Stage } from '../model/stage.js';
import { isDeployTime, knownText, printValue, type Value } from '../model/value.js';
import { own } from '../support/own.js';
import type { CompileOptions } from './compile-options.js';
import type { StageObservation } from './observe/observation.js';
import { warningsOfUnknownCallers } from './unknown-callers.js';
import { refusesEveryCall } from './rest/private-api.js';

/** What callers of an API should know before they wonder why they are let in, or are not. */
export function warningsOfApi(
  api: RestApi,
  { lenience, identities }: Pick<CompileOptions, 'lenience' | 'identities'>,
): readonly Diagnostic[] {
  // Nothing here tells whether a call came through its VPC endpoint.
  const isGuessed = isPrivate(api) && !refusesEveryCall(api, lenience);
  const message = 'The API is private: every local caller counts as coming through its VPC endpoint';
  return [
    ...(isGuessed ? [diagnostic('not-simulated', { element: api.id }, message)] : []),
    ...warningsOfUnknownCallers(api.id, methodsOf(api), { identities }),
  ];
}

function methodsOf({ resources }: RestApi): readonly Method[] {
  return resources.flatMap(({ methods }) => methods);
}

/**
 * What a stage asks for that changes no answer and is not done: it is served all the same, with one warning.
 */
export function warningsOfStage(
  api: RestApi,
  stage: Stage,
  observed: StageObservation,
  clientCertificates: Readonly<Record<string, unknown>> = {},
): readonly Diagnostic[] {
  const settings = stage.methodSettings ?? [];
  const ignored = [
    isDeployTime(stage.cacheCluster?.enabled) ? 'its cache' : undefined,
    settings.some(({ logging }) => logging?.level !== undefined && logging.level !== 'OFF') && !observed.executionLog
      ? 'execution logs (--execution-log writes them)'
      : undefined,
    settings.some(({ metricsEnabled }) => metricsEnabled === true) && !observed.metrics ? 'metrics' : undefined,
    stage.accessLog === undefined || observed.accessLog ? undefined : 'access logs (--access-log writes them)',
    observed.accessLog && stage.accessLog?.format?.kind === 'deploy-time'
      ? 'the format of its access log, which only deployment knows'
      : undefined,
    stage.tracingEnabled === true ? 'X-Ray tracing' : undefined,
    missingCertificate(stage.clientCertificateId, clientCertificates),
  ].filter((item) => item !== undefined);
  return warningOfIgnored(api.id, stage.name, ignored);
}

/** A client certificate of a stage whose key nobody gave. */
export function missingCertificate(
  id: Value<string> | undefined,
  clientCertificates: Readonly<Record<string, unknown>> = {},
): string | undefined {
  if (id === undefined || own(clientCertificates, knownText(id) ?? '') !== undefined) return undefined;
  return `the client certificate ${printValue(id)} towards backends (clientCertificates in sluice.json gives it)`;
}

/** Names what a stage is served without, where that is anything. */
export function warningOfIgnored(api: string, stage: string, ignored: readonly string[]): readonly Diagnostic[] {
  if (ignored.length === 0) return [];
  const message = `The stage is served without ${ignored.join(', ')}: not simulated, and no response depends on it`;
  return [diagnostic('not-simulated', { element: api, property: `stage ${stage}` }, message)];
}
