import type { Templates } from './mapping-template.js';
import type { GatewayResponseParameter } from './parameter-mapping.js';

/**
 * The kinds of answer that the gateway makes itself, with the status each has unless customized.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const GATEWAY_RESPONSE_STATUS = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const satisfies Record<string, number | undefined>;

export type GatewayResponseType = keyof typeof GATEWAY_RESPONSE_STATUS;

export function isGatewayResponseType(text: string): text is GatewayResponseType {
  return Object.hasOwn(GATEWAY_RESPONSE_STATUS, text);
}

/** The template of every type that is not customized. */
export const DEFAULT_GATEWAY_RESPONSE_TEMPLATE = '{"message":$context.error.messageString}';

export interface GatewayResponse {
  readonly responseType: GatewayResponseType;
  /** Absent: the type's own. */
  readonly statusCode?: string;
  readonly responseParameters?: readonly GatewayResponseParameter[];
  /** Plain substitution of `$context`, `$stageVariables` and `$method.request`, no Velocity. */
  readonly responseTemplates?: Templates;
}
