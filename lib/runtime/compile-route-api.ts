import type { ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { HttpApi } from '../model/http-api.js';
import type { WebSocketApi, WebSocketStage } from '../model/websocket-api.js';
import type { RouteStage } from '../model/route-stage.js';
import type { HttpRouteKey, WebSocketRouteKey } from '../model/route-key.js';
import { knownText, printValue } from '../model/value.js';
import { defined } from '../support/defined.js';
import { DEFAULT_STAGE, type CollectionOptions, type CompiledApi, type CompiledStage } from './compiled-api.js';
import { stageVariables } from './compile-stage-variables.js';
import { isDefaultEndpointClosed } from './default-endpoint.js';
import { compileHttpApiDeployment } from './http-api/compile.js';
import { warningsOfRouteStage } from './ignored-route-stage-settings.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import { NOTHING_OBSERVED, observedOf } from './observe/observation.js';
import { diagnosticsOfRoute } from './route-findings.js';
import { warningsOfUnknownCallers } from './unknown-callers.js';
import { compileWebSocketDeployment } from './websocket/compile.js';

/** The stage of an API that has none of its own, such as a document's. */
const DEFAULT_STAGES = { HTTP: '$default', WEBSOCKET: DEFAULT_STAGE } as const;

type Stage = RouteStage<HttpRouteKey | WebSocketRouteKey> & Pick<WebSocketStage, 'clientCertificateId'>;

/** Compiles an HTTP or WebSocket API and its stages, whose settings are by route. */
export function compileRouteApi(
  api: HttpApi | WebSocketApi,
  collection: ApiCollection,
  options: CollectionOptions,
  functions: LambdaInvoker | undefined,
  diagnostics: Diagnostic[],
): CompiledApi {
  const deployment = {
    ...(api.protocol === 'HTTP'
      ? compileHttpApiDeployment(api, options, functions)
      : compileWebSocketDeployment(api, options, functions)),
    disableExecuteApiEndpoint: isDefaultEndpointClosed(
      api,
      collection,
      options.closesDisabledEndpoint === true,
      diagnostics,
    ),
  };
  const declared: readonly Stage[] =
    api.stages.length === 0 ? [{ name: options.stage ?? DEFAULT_STAGES[api.protocol] }] : api.stages;
  // All stages are served; the one that was asked for comes first.
  const stages = [...declared].sort((a, b) => Number(b.name === options.stage) - Number(a.name === options.stage));
  diagnostics.push(...warningsOfUnknownCallers(api.id, api.routes, options));
  for (const route of deployment.routes) diagnostics.push(...diagnosticsOfRoute(route.routeKey, route));
  const { observation = NOTHING_OBSERVED } = options;
  const names = { api: api.id, apiName: printValue(api.name), apiId: deployment.apiId };
  return {
    protocol: api.protocol,
    id: api.id,
    name: names.apiName,
    apiId: deployment.apiId,
    deployment,
    stages: stages.map((stage) => {
      const observed = observedOf({ ...names, stage: stage.name }, observation);
      diagnostics.push(...warningsOfRouteStage(api.id, stage, observed, options.clientCertificates));
      return compileStage(stage, options, diagnostics);
    }),
  };
}

function compileStage(stage: Stage, options: CollectionOptions, diagnostics: Diagnostic[]): CompiledStage {
  const { name, defaultRouteSettings, routeSettings, accessLog, clientCertificateId } = stage;
  return {
    name,
    cacheClusterEnabled: false,
    variables: stageVariables(stage, options, diagnostics),
    settings: defined({ defaultRouteSettings, routeSettings }),
    ...defined({ accessLogFormat: accessLog?.format, clientCertificateId: knownText(clientCertificateId) }),
  };
}
