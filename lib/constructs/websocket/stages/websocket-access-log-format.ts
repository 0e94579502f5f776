import { AccessLogFormat, type AccessLogFields } from '../../rest/stages/access-log-format.js';

/**
 * The message, its client, and its outcome, by the variables that WebSocket APIs have.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
const WEBSOCKET_FIELDS: AccessLogFields = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  caller: '$context.identity.caller',
  user: '$context.identity.user',
  requestTime: '$context.requestTime',
  eventType: '$context.eventType',
  routeKey: '$context.routeKey',
  status: '$context.status',
  connectionId: '$context.connectionId',
};

/**
 * Formats of access logs of WebSocket APIs: a line for every connection, message and disconnection. Each is a string with
 * `$context` variables.
 *
 * @example
 * api.addStage('prod', { accessLog: { logGroup, format: WebSocketAccessLogFormat.clf() } });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
 */
export const WebSocketAccessLogFormat = {
  /** One JSON object a line. */
  json: (fields: AccessLogFields = WEBSOCKET_FIELDS): string => AccessLogFormat.json(fields),

  /** One XML element a line, with a child for each field. */
  xml: (fields: AccessLogFields = WEBSOCKET_FIELDS): string => AccessLogFormat.xml(fields),

  /** The values of the fields with commas between; the names are not written. */
  csv: (fields: AccessLogFields = WEBSOCKET_FIELDS): string => AccessLogFormat.csv(fields),

  /** The Common Log Format of web servers, with the event, the route and the connection in place of the request line. */
  clf: (): string =>
    '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.status $context.requestId',

  /** A line of your own. */
  custom: (line: string): string => line,
} as const;

/** The line of an access log that names none. */
export const WEBSOCKET_ACCESS_LOG_FORMAT = WebSocketAccessLogFormat.json();
