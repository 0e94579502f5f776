import { GATEWAY_RESPONSE_STATUS, type GatewayResponseType } from '../../model/gateway-response.js';
import type { FaultCause } from '../fault.js';

/** How a REST API answers a fault that none of its gateway responses customizes. */
export interface FaultResponse {
  readonly responseType: GatewayResponseType;
  readonly status: number;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** `$context.error.message`; null where API Gateway says null. */
  readonly message: string | null;
  /** `$context.error.validationErrorString`. */
  readonly validationErrors: string | undefined;
  /** Whether the client is told of an internal error and of nothing else. */
  readonly isInternal: boolean;
}

/** A cause that is answered with a gateway response. */
export type AnsweredCause = Exclude<FaultCause, { readonly kind: 'not-simulated' }>;

/** @param reason the message of a cause that the client is told in the same words as the log */
export function faultResponseOf(cause: AnsweredCause, reason: string): FaultResponse {
  const row = FAULT_RESPONSES[cause.kind];
  const { responseType, message = reason, isInternal = false } = row;
  return {
    responseType,
    status: row.status ?? GATEWAY_RESPONSE_STATUS[responseType] ?? 500,
    errorType: row.errorType ?? ERROR_TYPES[responseType],
    message,
    validationErrors: cause.kind === 'invalid-body' ? `[${cause.errors.join(', ')}]` : undefined,
    isInternal,
  };
}

interface FaultRow {
  readonly responseType: GatewayResponseType;
  /** Where it is not the response type's. */
  readonly status?: number;
  readonly errorType?: string;
  /** Where it is not the reason of the fault. */
  readonly message?: string | null;
  readonly isInternal?: boolean;
}

const INTERNAL = { message: 'Internal server error', isInternal: true } as const;

/**
 * Observed: a defect of the definition is a 500, a function called by another method than POST one of the integration.
 * Documented: what the network does to a call is INTEGRATION_FAILURE with its own status; an error of a function and a
 * malformed answer are a 502, an invocation that Lambda rejects is a 500
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html); a streamed response that is not in the format is
 * a 500 (https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html).
 * Assumed: that 500 is an INTEGRATION_FAILURE.
 */
const FAULT_RESPONSES: Readonly<Record<AnsweredCause['kind'], FaultRow>> = {
  'request-too-large': { responseType: 'REQUEST_TOO_LARGE' },
  'unknown-route': { responseType: 'MISSING_AUTHENTICATION_TOKEN' },
  'unknown-signed-route': {
    responseType: 'MISSING_AUTHENTICATION_TOKEN',
    errorType: 'IncompleteSignatureException',
  },
  unsigned: { responseType: 'MISSING_AUTHENTICATION_TOKEN' },
  'incomplete-signature': {
    responseType: 'MISSING_AUTHENTICATION_TOKEN',
    errorType: 'IncompleteSignatureException',
  },
  'invalid-signature': { responseType: 'INVALID_SIGNATURE' },
  'unknown-access-key': { responseType: 'ACCESS_DENIED', errorType: 'UnrecognizedClientException' },
  'expired-token': { responseType: 'EXPIRED_TOKEN' },
  unauthorized: { responseType: 'UNAUTHORIZED', message: 'Unauthorized' },
  'expired-identity': { responseType: 'UNAUTHORIZED' },
  'access-denied': { responseType: 'ACCESS_DENIED' },
  'authorizer-failure': { responseType: 'AUTHORIZER_FAILURE', message: null },
  'authorizer-configuration': { responseType: 'AUTHORIZER_CONFIGURATION_ERROR', message: null },
  'invalid-api-key': { responseType: 'INVALID_API_KEY', message: 'Forbidden' },
  throttled: { responseType: 'THROTTLED' },
  'quota-exceeded': { responseType: 'QUOTA_EXCEEDED' },
  'missing-parameters': { responseType: 'BAD_REQUEST_PARAMETERS' },
  'invalid-body': { responseType: 'BAD_REQUEST_BODY', message: 'Invalid request body' },
  'request-body-not-json': { responseType: 'BAD_REQUEST_BODY' },
  'unsupported-media-type': { responseType: 'UNSUPPORTED_MEDIA_TYPE' },
  configuration: { responseType: 'API_CONFIGURATION_ERROR', ...INTERNAL },
  template: { responseType: 'API_CONFIGURATION_ERROR', ...INTERNAL },
  'lambda-method': { responseType: 'INTEGRATION_FAILURE', status: 500, ...INTERNAL },
  'lambda-refused': { responseType: 'API_CONFIGURATION_ERROR', ...INTERNAL },
  'function-error': { responseType: 'INTEGRATION_FAILURE', status: 502, ...INTERNAL },
  'malformed-proxy-response': { responseType: 'INTEGRATION_FAILURE', status: 502, ...INTERNAL },
  'malformed-stream': { responseType: 'INTEGRATION_FAILURE', status: 500, ...INTERNAL },
  'integration-timeout': { responseType: 'INTEGRATION_TIMEOUT' },
  'integration-unreachable': { responseType: 'INTEGRATION_FAILURE', ...INTERNAL },
  defect: { responseType: 'API_CONFIGURATION_ERROR', ...INTERNAL },
};

/**
 * Observed: those of responses that were recorded; docs/aws/authorization.md section 8 has them.
 * Assumed: those that it marks as unverified.
 */
const ERROR_TYPES: Readonly<Record<GatewayResponseType, string>> = {
  ACCESS_DENIED: 'AccessDeniedException',
  API_CONFIGURATION_ERROR: 'InternalServerErrorException',
  AUTHORIZER_CONFIGURATION_ERROR: 'AuthorizerConfigurationException',
  AUTHORIZER_FAILURE: 'AuthorizerFailureException',
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
  RESOURCE_NOT_FOUND: 'ResourceNotFoundException',
  THROTTLED: 'TooManyRequestsException',
  UNAUTHORIZED: 'UnauthorizedException',
  UNSUPPORTED_MEDIA_TYPE: 'BadRequestException',
  WAF_FILTERED: 'WafFilteredException',
};
