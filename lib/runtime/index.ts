/** The model, executed: a gateway that answers requests as Amazon API Gateway does. */
export { compileCollection, type CompiledCollection } from './compile-collection.js';
export { DEFAULT_STAGE, type CollectionOptions } from './compiled-api.js';
export type * from './environment.js';
export { GatewayFault } from './fault.js';
export { Gateway, type GatewayOptions } from './gateway.js';
export type * from './http-client.js';
export type { HeaderLine, HttpRequest, HttpResponse } from './http-message.js';
export type * from './lambda-invoker.js';
export { LambdaPayload } from './lambda-payload.js';
export { LocalRuntime, type RuntimeOptions, type RuntimeSource } from './local-runtime.js';
export { Releases, type StageRelease } from './releases.js';
export type { PrintedPhase, RequestTrace } from './observe/trace.js';
export type { RequestSigner } from './request-signer.js';
export type * from './served-api.js';
export { listen, type HttpListener, type ListenOptions } from './server/http-server.js';
