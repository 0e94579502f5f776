import type { AccessLogProps } from '../../rest/stages/access-log.js';
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

/** The access log with the format of HTTP APIs where it has none. */
export function withHttpFormat(accessLog: AccessLogProps): AccessLogProps {
  return { ...accessLog, format: accessLog.format ?? AccessLogFormat.json(HTTP_FIELDS) };
}
