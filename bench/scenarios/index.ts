import type { Scenario } from '../scenario.js';
import { unknownRoute } from './unknown-route.js';
import { cacheHit } from './cache-hit.js';
import { authorizerCached, everything, keyAndQuota } from './gatekeeper.js';
import { mock } from './mock.js';
import { mockTemplates } from './mock-templates.js';
import { trace } from './trace.js';
import { validation } from './validation.js';
import { lambdaInline, lambdaThread } from './lambda-proxy.js';
import { lambdaCustom } from './lambda-custom.js';
import { httpApiInline, httpApiJwt } from './http-api.js';
import { webSocketIdle, webSocketInline } from './websocket.js';
import { httpProxy } from './http-proxy.js';
import { checkLargeJson, checkLargeYaml } from './check-large-document.js';
import { coldStartCdk, watchCdk } from './cold-start-cdk.js';
import { coldStartDocument } from './cold-start-document.js';
import { fetchInProcess } from './fetch-in-process.js';
import { importLargeOpenApi } from './import-large-openapi.js';
import { reloadFunction } from './reload-function.js';
import { synthLargeApi, synthLargeSpec } from './synth-large-api.js';
import { synthLargeHttpApi } from './synth-large-http-api.js';
import { compile, render, renderVelocityjs } from './render.js';

/** Everything that is measured, in the order of the report. */
export const SCENARIOS: readonly Scenario[] = [
  unknownRoute,
  cacheHit,
  mock,
  mockTemplates,
  lambdaInline,
  lambdaThread,
  lambdaCustom,
  httpApiInline,
  httpApiJwt,
  webSocketInline,
  webSocketIdle,
  httpProxy,
  trace,
  validation,
  authorizerCached,
  keyAndQuota,
  everything,
  render,
  renderVelocityjs,
  compile,
  fetchInProcess,
  coldStartDocument,
  coldStartCdk,
  watchCdk,
  reloadFunction,
  importLargeOpenApi,
  checkLargeJson,
  checkLargeYaml,
  synthLargeApi,
  synthLargeSpec,
  synthLargeHttpApi,
];
