import type { ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { HttpApi, HttpApiStage } from '../model/http-api.js';
import { printValue } from '../model/value.js';
import { defined } from '../support/defined.js';
import type { CollectionOptions, CompiledApi, CompiledStage } from './compiled-api.js';
import { stageVariables } from './compile-stage-variables.js';
import { isDefaultEndpointClosed } from './default-endpoint.js';
import { compileHttpApiDeployment } from './http-api/compile.js';
import { findingsOfHttpApi } from './http-api/route-findings.js';
import { warningsOfRouteStage } from './ignored-route-stage-settings.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import { NOTHING_OBSERVED, observedOf } from './observe/observation.js';
import { warningsOfUnknownCallers } from './unknown-callers.js';

/** The stage of an HTTP API that has none of its own; a document's. */
const DEFAULT_STAGE = '$default';

/** Compiles an HTTP API and its stages. */
export function compileHttpApi(
  api: HttpApi,
  collection: ApiCollection,
  options: CollectionOptions,
  functions: LambdaInvoker | undefined,
  diagnostics: Diagnostic[],
): CompiledApi {
  const deployment = {
    ...compileHttpApiDeployment(api, options, functions),
    disableExecuteApiEndpoint: isDefaultEndpointClosed(
      api,
      collection,
      options.closesDisabledEndpoint === true,
      diagnostics,
    ),
  };
  const declared: readonly HttpApiStage[] =
    api.stages.length === 0 ? [{ name: options.stage ?? DEFAULT_STAGE }] : api.stages;
  // All stages are served; the one that was asked for comes first.
  const stages = [...declared].sort((a, b) => Number(b.name === options.stage) - Number(a.name === options.stage));
  diagnostics.push(...warningsOfUnknownCallers(api.id, api.routes, options), ...findingsOfHttpApi(deployment));
  const { observation = NOTHING_OBSERVED } = options;
  const names = { api: api.id, apiName: printValue(api.name), apiId: deployment.apiId };
  return {
    protocol: 'HTTP',
    id: api.id,
    name: names.apiName,
    apiId: deployment.apiId,
    deployment,
    stages: stages.map((stage) => {
      const observed = observedOf({ ...names, stage: stage.name }, observation);
      diagnostics.push(...warningsOfRouteStage(api.id, stage, observed));
      return compileStage(stage, options, diagnostics);
    }),
  };
}

function compileStage(stage: HttpApiStage, options: CollectionOptions, diagnostics: Diagnostic[]): CompiledStage {
  const { name, defaultRouteSettings, routeSettings, accessLog } = stage;
  return {
    name,
    cacheClusterEnabled: false,
    variables: stageVariables(stage, options, diagnostics),
    settings: defined({ defaultRouteSettings, routeSettings }),
    ...defined({ accessLogFormat: accessLog?.format }),
  };
}
