import { AccessLogFormat, type AccessLogFields } from '../../rest/stages/access-log-format.js';

/**
 * The request, its caller, and its outcome, by the variables that HTTP APIs have.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const HTTP_FIELDS: AccessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  httpMethod: '$context.httpMethod',
  routeKey: '$context.routeKey',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
};

/** The line of an access log that names none. */
export const HTTP_ACCESS_LOG_FORMAT = AccessLogFormat.json(HTTP_FIELDS);
