import type { HeaderLine } from '../http-message.js';
import type { TemplateContext } from '../mapping/context-variables.js';
import type { ClientRequest } from '../request/client-request.js';
import type { RestMethod, RestStage } from './deployment.js';

/** The records that the phases hand on, smallest first: each has more in it than the one before. */
export interface Invocation {
  readonly stage: RestStage;
  readonly request: ClientRequest;
  /** After `X-HTTP-Method-Override`. */
  readonly httpMethod: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly startMs: number;
  /** Host of the request, without port. */
  readonly domainName: string;
  /** Set when a custom domain's mapping led here. */
  readonly basePathMatched: string | undefined;
  /** Below stage or base path, as sent: what is routed. */
  readonly routedPath: string;
  /** `path` of a proxy event: with the base path of a custom domain. */
  readonly eventPath: string;
  /** `$context.path`: with the stage, slashes doubled by the client included. */
  readonly contextPath: string;
  /** `$context.requestOverride`, `$context.responseOverride` and what templates add: one for request and response. */
  readonly templateState: TemplateState;
}

/** What templates of one request leave for the later ones. Made on first use. */
export interface TemplateState {
  context?: TemplateContext;
}

export interface RoutedInvocation extends Invocation {
  readonly method: RestMethod;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Without who calls: that is nobody, until authorizers are simulated. */
export type AuthorizedInvocation = RoutedInvocation;

export type MeteredInvocation = AuthorizedInvocation;

export type ValidatedInvocation = MeteredInvocation;

/** An answer before the gateway's own headers. */
export interface MappedResponse {
  readonly status: number;
  /** As the method response names them; repeats allowed. */
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** Whether a response without a Content-Type stays so, instead of getting `application/json`. */
  readonly omitsContentType?: boolean;
}
