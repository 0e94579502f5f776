import type { LambdaRefusal } from './lambda-invoker.js';
import type { LambdaPayload } from './lambda-payload.js';
import type { NotSimulated } from './not-simulated.js';

/** Why a request is not answered as its method says. */
export type FaultCause =
  | { readonly kind: 'request-too-large' }
  | { readonly kind: 'unknown-route' }
  /** No route either; the Authorization header is read as a signature, and `complaint` is what API Gateway finds in it. */
  | { readonly kind: 'unknown-signed-route'; readonly complaint: string }
  /** A method that wants a signature, called without one. */
  | { readonly kind: 'unsigned' }
  /** `complaint` is what API Gateway tells of the signature. */
  | { readonly kind: 'incomplete-signature'; readonly complaint: string }
  | { readonly kind: 'invalid-signature'; readonly complaint: string }
  | { readonly kind: 'unknown-access-key' }
  | { readonly kind: 'expired-token' }
  /** No identity, or one that the authorizer does not take; `problem` is for the log, `challenge` the `www-authenticate`. */
  | {
      readonly kind: 'unauthorized';
      readonly problem: string;
      readonly lacksIdentity?: true;
      readonly challenge?: string;
    }
  /** A token that was valid once. */
  | { readonly kind: 'expired-identity' }
  /** A policy says no; `complaint` is what the client is told. */
  | { readonly kind: 'access-denied'; readonly complaint: string; readonly challenge?: string }
  /** The authorizer itself failed, or its answer cannot be read. */
  | { readonly kind: 'authorizer-failure' | 'authorizer-configuration'; readonly problem: string }
  /** `problem` is for the log. */
  | { readonly kind: 'invalid-api-key'; readonly problem: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'quota-exceeded' }
  | { readonly kind: 'not-simulated'; readonly finding: NotSimulated }
  /** `source`: the expression that gives a parameter of a service integration no value, or not one that the service takes. */
  | { readonly kind: 'missing-parameters'; readonly names: readonly string[]; readonly source?: string }
  | { readonly kind: 'invalid-body'; readonly errors: readonly string[] }
  /** A parameter mapping reads the body, which begins as JSON does and is not JSON. */
  | { readonly kind: 'request-body-not-json' }
  | { readonly kind: 'unsupported-media-type' }
  /** The definition cannot be carried out for this request; `problem` is API Gateway's wording where its log has one. */
  | { readonly kind: 'configuration'; readonly problem: string }
  | { readonly kind: 'template'; readonly template: string; readonly error: unknown }
  | { readonly kind: 'lambda-method' }
  | { readonly kind: 'lambda-refused'; readonly errorType: LambdaRefusal; readonly message: string }
  | { readonly kind: 'function-error'; readonly payload: LambdaPayload }
  | { readonly kind: 'malformed-proxy-response'; readonly problem: string }
  /** What a function streams is not in the format of metadata and content. */
  | { readonly kind: 'malformed-stream'; readonly problem: string }
  | { readonly kind: 'integration-timeout' }
  | { readonly kind: 'integration-unreachable'; readonly problem: string }
  /** An error of our own. */
  | { readonly kind: 'defect'; readonly error: unknown };

/**
 * Ends a request: thrown by a phase, caught on the page of phases, answered in one place. The message is the cause in
 * words, in API Gateway's where it has some.
 */
export class GatewayFault extends Error {
  override readonly name = 'GatewayFault';

  constructor(override readonly cause: FaultCause) {
    // A fault is an answer, not a defect: nobody reads where it was thrown, and a trace costs more than the answer.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(describeCause(cause));
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The fault that a phase threw; anything else that was thrown is a defect. */
export function toGatewayFault(error: unknown): GatewayFault {
  return error instanceof GatewayFault ? error : new GatewayFault({ kind: 'defect', error });
}

export function configurationFault(problem: string): GatewayFault {
  return new GatewayFault({ kind: 'configuration', problem });
}

/** In words: API Gateway's where it has some. */
export function describeCause(cause: FaultCause): string {
  switch (cause.kind) {
    case 'request-too-large':
      return 'Request Too Long';
    case 'unknown-route':
    case 'unsigned':
      return 'Missing Authentication Token';
    case 'unknown-signed-route':
    case 'incomplete-signature':
    case 'invalid-signature':
    case 'access-denied':
      return cause.complaint;
    case 'unknown-access-key':
      return 'The security token included in the request is invalid.';
    case 'expired-token':
      return 'The security token included in the request is expired';
    case 'unauthorized':
      return `Unauthorized: ${cause.problem}`;
    case 'expired-identity':
      return 'The incoming token has expired';
    case 'authorizer-failure':
    case 'authorizer-configuration':
      return cause.problem;
    case 'invalid-api-key':
      return `Forbidden: ${cause.problem}`;
    case 'throttled':
      return 'Too Many Requests';
    case 'quota-exceeded':
      return 'Limit Exceeded';
    case 'not-simulated':
      return `Not simulated yet: ${cause.finding.detail}`;
    case 'missing-parameters':
      return cause.source === undefined
        ? `Missing required request parameters: [${cause.names.join(', ')}]`
        : `Unable to resolve property ${cause.names.join(', ')} from source ${cause.source}.`;
    case 'invalid-body':
      return `Invalid request body: [${cause.errors.join(', ')}]`;
    case 'request-body-not-json':
      return 'Invalid JSON in request body';
    case 'unsupported-media-type':
      return 'Unsupported Media Type';
    case 'configuration':
    case 'integration-unreachable':
      return cause.problem;
    case 'template':
      return `Unable to transform by ${cause.template}: ${cause.error instanceof Error ? cause.error.message : String(cause.error)}`;
    case 'lambda-method':
      return 'A Lambda function is invoked by POST only';
    case 'lambda-refused':
      return `${cause.errorType}: ${cause.message}`;
    case 'function-error':
      return `Lambda execution failed: ${cause.payload.text()}`;
    case 'malformed-proxy-response':
      return `Malformed Lambda proxy response: ${cause.problem}`;
    case 'malformed-stream':
      return `Malformed Lambda streaming response: ${cause.problem}`;
    case 'integration-timeout':
      return 'Endpoint request timed out';
    case 'defect':
      return cause.error instanceof Error ? (cause.error.stack ?? cause.error.message) : String(cause.error);
  }
}
