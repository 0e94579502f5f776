/** The model, executed: a gateway that answers requests as Amazon API Gateway does. */
export {
  compileCollection,
  DEFAULT_STAGE,
  type CollectionOptions,
  type CompiledCollection,
} from './compile-collection.js';
export * from './environment.js';
export { GatewayFault } from './fault.js';
export {
  Gateway,
  type GatewayContent,
  type GatewayOptions,
  type ServedApi,
  type ServedDomain,
  type ServedMapping,
  type ServedStage,
} from './gateway.js';
export type { HeaderLine, HttpRequest, HttpResponse } from './http-message.js';
export { LOCAL_ACCOUNT, LOCAL_REGION, LocalRuntime, type RuntimeOptions, type RuntimeSource } from './local-runtime.js';
export { Releases, type StageRelease } from './releases.js';
export { Trace, type TracePhase } from './observe/trace.js';
export { listen, type HttpListener, type ListenOptions } from './server/http-server.js';
