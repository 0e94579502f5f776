/** For tests of APIs: a CDK stack, a template or a document, answering in process. */
export { LocalGateway, type LocalGatewayOptions, type LocalTokenRequest, type LocalTrace } from './local-gateway.js';
export { addMatchers } from './matchers/add-matchers.js';
export type { AllowedCall } from './matchers/to-allow.js';
export type { ExpectLike, MatcherResult } from './matchers/matcher.js';
export { apiPage, type ApiLike } from './api-page/api-page.js';
export type { StackLike } from './from-stack.js';
export type { IdentitySettings } from '../runtime/authorizers/identities.js';
export type { Claims } from '../runtime/authorizers/token/verify-token.js';
export type { UserPoolTokenRequest } from '../runtime/authorizers/token/user-pool-claims.js';
export type { Diagnostic } from '../model/diagnostic.js';
export type { InlineHandler } from '../model/lambda-function.js';
export type * from '../runtime/environment.js';
export type * from '../runtime/http-client.js';
export type * from '../runtime/http-message.js';
export type { RuntimeOptions, RuntimeSource } from '../runtime/local-runtime.js';
export type { Lenience } from '../runtime/not-simulated.js';
export type { PrintedPhase } from '../runtime/observe/trace.js';
export { SluiceError, type SluiceErrorDetails } from '../support/sluice-error.js';
