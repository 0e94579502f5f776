import { GATEWAY_RESPONSE_STATUS, type GatewayResponseType } from '../model/gateway-response.js';

/**
 * A failure that becomes a gateway response: thrown by a phase, caught on the page of phases, answered in one place.
 */
export class GatewayFault extends Error {
  override readonly name = 'GatewayFault';
  readonly status: number;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** `$context.error.validationErrorString`. */
  readonly validationErrors: string | undefined;
  /** For the log and TestInvokeMethod: what went wrong behind an `Internal server error`. */
  readonly reason: string | undefined;

  constructor(
    readonly responseType: GatewayResponseType,
    /** `$context.error.message`; null where API Gateway says null. */
    readonly errorMessage: string | null,
    details: GatewayFaultDetails = {},
  ) {
    // A fault is an answer, not a defect: nobody reads where it was thrown, and a trace costs more than the answer.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(errorMessage ?? responseType);
    Error.stackTraceLimit = stackTraceLimit;
    this.status = details.status ?? GATEWAY_RESPONSE_STATUS[responseType] ?? 500;
    this.errorType = details.errorType ?? ERROR_TYPES[responseType];
    this.validationErrors = details.validationErrors;
    this.reason = details.reason;
  }
}

export interface GatewayFaultDetails {
  /** Where API Gateway was seen to answer another status than the type's documented one. */
  readonly status?: number;
  readonly errorType?: string;
  readonly validationErrors?: string;
  readonly reason?: string;
}

/** Any failure of the configuration or the integration that a client is not told about. */
export function internalServerError(
  responseType: 'API_CONFIGURATION_ERROR' | 'INTEGRATION_FAILURE',
  status: 500 | 502 | 504,
  reason: string,
): GatewayFault {
  return new GatewayFault(responseType, INTERNAL_SERVER_ERROR, { status, reason });
}

export const INTERNAL_SERVER_ERROR = 'Internal server error';

/**
 * Observed: MissingAuthenticationToken, InternalServerError, Forbidden, InvalidSignature, IncompleteSignature, AccessDenied.
 * Assumed: the others, by the naming of these.
 */
const ERROR_TYPES: Readonly<Record<GatewayResponseType, string>> = {
  ACCESS_DENIED: 'AccessDeniedException',
  API_CONFIGURATION_ERROR: 'InternalServerErrorException',
  AUTHORIZER_CONFIGURATION_ERROR: 'InternalServerErrorException',
  AUTHORIZER_FAILURE: 'InternalServerErrorException',
  BAD_REQUEST_BODY: 'BadRequestException',
  BAD_REQUEST_PARAMETERS: 'BadRequestException',
  DEFAULT_4XX: 'BadRequestException',
  DEFAULT_5XX: 'InternalServerErrorException',
  EXPIRED_TOKEN: 'ExpiredTokenException',
  INTEGRATION_FAILURE: 'InternalServerErrorException',
  INTEGRATION_TIMEOUT: 'InternalServerErrorException',
  INVALID_API_KEY: 'ForbiddenException',
  INVALID_SIGNATURE: 'InvalidSignatureException',
  MISSING_AUTHENTICATION_TOKEN: 'MissingAuthenticationTokenException',
  QUOTA_EXCEEDED: 'LimitExceededException',
  REQUEST_TOO_LARGE: 'RequestTooLargeException',
  RESOURCE_NOT_FOUND: 'NotFoundException',
  THROTTLED: 'TooManyRequestsException',
  UNAUTHORIZED: 'UnauthorizedException',
  UNSUPPORTED_MEDIA_TYPE: 'BadRequestException',
  WAF_FILTERED: 'ForbiddenException',
};
