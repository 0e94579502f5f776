/** For tests of APIs: a CDK stack, a template or a document, answering in process. */
export { LocalGateway, type LocalGatewayOptions, type LocalTrace } from './local-gateway.js';
export type { StackLike } from './from-stack.js';
