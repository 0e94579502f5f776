import type { HeaderLine } from '../http-message.js';
import type { TemplateContext } from '../mapping/context-variables.js';
import type { ClientRequest } from '../request/client-request.js';
import type { RequestPlace } from '../request/request-place.js';
import type { RestMethod, RestStage } from './deployment.js';

/**
 * A request of a stage. The record that each phase returns extends the one that it takes, so that the compiler knows the
 * order of the phases. They are classes because V8 of Node.js 20 takes a quarter of a mocked request's time to spread
 * records and add members (and as long to define class fields, which tsconfig.json turns off).
 */
export class Invocation {
  constructor(
    readonly stage: RestStage,
    readonly request: ClientRequest,
    readonly arrival: Arrival,
    /** `$context.requestOverride`, `$context.responseOverride` and what templates add: one for request and response. */
    readonly templateState: TemplateState = {},
  ) {}
}

/** The facts of a request's arrival. */
export interface Arrival {
  readonly place: RequestPlace;
  /** After `X-HTTP-Method-Override`. */
  readonly httpMethod: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly startMs: number;
}

/** What templates of one request leave for the later ones. Made on first use. */
export interface TemplateState {
  context?: TemplateContext;
}

export class RoutedInvocation extends Invocation {
  constructor(
    { stage, request, arrival, templateState }: Invocation,
    readonly method: RestMethod,
    readonly pathParameters: Readonly<Record<string, string>>,
  ) {
    super(stage, request, arrival, templateState);
  }
}

export class AuthorizedInvocation extends RoutedInvocation {
  constructor(
    routed: RoutedInvocation,
    readonly caller: Caller,
  ) {
    super(routed, routed.method, routed.pathParameters);
  }
}

/** Who calls: nobody that is known, until authorizers are simulated. */
export interface Caller {
  readonly kind: 'anonymous';
}

export const ANONYMOUS: Caller = { kind: 'anonymous' };

export class MeteredInvocation extends AuthorizedInvocation {
  constructor(
    authorized: AuthorizedInvocation,
    /** The key whose usage plan the request counts against; undefined until usage plans are simulated. */
    readonly apiKey: ApiKey | undefined,
  ) {
    super(authorized, authorized.caller);
  }
}

export interface ApiKey {
  readonly id: string;
}

export class ValidatedInvocation extends MeteredInvocation {
  constructor(
    metered: MeteredInvocation,
    /** Of the body: it chose the model and chooses the template. */
    readonly mediaType: string,
  ) {
    super(metered, metered.apiKey);
  }
}

/** An invocation as far as it came before a fault. */
export type ReachedInvocation = Invocation & Partial<ValidatedInvocation>;

/** An answer before the gateway's own headers. */
export interface MappedResponse {
  readonly status: number;
  /** As the method response names them; repeats allowed. */
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
  /** Whether a response without a Content-Type stays so, instead of getting `application/json`. */
  readonly omitsContentType?: boolean;
}
