import type { ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { RestApi } from '../model/rest-api.js';
import type { CanarySettings, Stage } from '../model/stage.js';
import { isDeployTime, knownText, printValue } from '../model/value.js';
import { defined } from '../support/defined.js';
import { own } from '../support/own.js';
import {
  DEFAULT_STAGE,
  type CollectionOptions,
  type CompiledApi,
  type CompiledCanary,
  type CompiledStage,
} from './compiled-api.js';
import { stageVariables, knownVariables } from './compile-stage-variables.js';
import { isDefaultEndpointClosed } from './default-endpoint.js';
import { warningsOfApi, warningsOfStage } from './ignored-settings.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import { NOTHING_OBSERVED, observedOf, type StageObservation } from './observe/observation.js';
import { compileRestDeployment } from './rest/compile.js';
import { findingsOfDeployment, findingsOfStage } from './rest/route-findings.js';

/** Compiles a REST API and its stages. */
export function compileRestApi(
  api: RestApi,
  collection: ApiCollection,
  options: CollectionOptions,
  functions: LambdaInvoker | undefined,
  diagnostics: Diagnostic[],
): CompiledApi {
  const deployment = {
    ...compileRestDeployment(api, options, functions),
    disableExecuteApiEndpoint: isDefaultEndpointClosed(
      api,
      collection,
      options.closesDisabledEndpoint === true,
      diagnostics,
    ),
  };
  const written = api.stages.length === 0 ? [{ name: options.stage ?? DEFAULT_STAGE }] : api.stages;
  const declared = written.map((stage) => withGivenSettings(stage, options));
  diagnostics.push(...warningsOfApi(api, options), ...findingsOfDeployment(deployment));
  const { observation = NOTHING_OBSERVED } = options;
  const names = { api: api.id, apiName: printValue(api.name), apiId: deployment.apiId };
  const observe = (stage: string): StageObservation => observedOf({ ...names, stage }, observation);
  // All stages are served; the one that was asked for comes first.
  const stages = [...declared].sort((a, b) => Number(b.name === options.stage) - Number(a.name === options.stage));
  return {
    protocol: 'REST',
    id: api.id,
    name: printValue(api.name),
    apiId: deployment.apiId,
    deployment,
    stages: stages.map((stage) => {
      const compiled = compileStage(stage, options, diagnostics);
      diagnostics.push(
        ...warningsOfStage(api, stage, observe(stage.name), options.clientCertificates),
        ...findingsOfStage(compiled, deployment),
      );
      return compiled;
    }),
  };
}

/** What an operator sets for a stage and its methods is laid over what the definition sets. */
function withGivenSettings(stage: Stage, { stages = {} }: CollectionOptions): Stage {
  const { cacheCluster, methodSettings } = own(stages, stage.name) ?? {};
  return {
    ...stage,
    ...(cacheCluster !== undefined && { cacheCluster }),
    ...(methodSettings !== undefined && { methodSettings: [...(stage.methodSettings ?? []), ...methodSettings] }),
  };
}

function compileStage(stage: Stage, options: CollectionOptions, diagnostics: Diagnostic[]): CompiledStage {
  const variables = stageVariables(stage, options, diagnostics);
  const { name, methodSettings: settings = [], cacheCluster, canary, release, accessLog, clientCertificateId } = stage;
  const compiled = {
    name,
    cacheClusterEnabled: cacheCluster?.enabled === true,
    variables,
    settings,
    ...defined({ accessLogFormat: accessLog?.format, clientCertificateId: knownText(clientCertificateId) }),
  };
  const compileCanary = (settings: Omit<CanarySettings, 'deploymentId'>): CompiledCanary => ({
    percent: isDeployTime(settings.percentTraffic) ? 0 : (settings.percentTraffic ?? 0),
    useStageCache: settings.useStageCache === true,
    variables: knownVariables(settings.stageVariableOverrides, stage, diagnostics),
  });
  return {
    ...compiled,
    ...defined({
      canary: canary && compileCanary(canary),
      release: release && compileCanary(release.canary),
    }),
  };
}
