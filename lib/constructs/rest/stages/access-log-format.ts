/**
 * Formats of access logs. Each is a string with `$context` variables; a format has to hold `$context.requestId` or
 * `$context.extendedRequestId`.
 *
 * @example
 * api.addStage('prod', { accessLog: { logGroup, format: AccessLogFormat.clf() } });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const AccessLogFormat = {
  /**
   * One JSON object a request.
   *
   * @example
   * AccessLogFormat.json({ id: '$context.requestId', user: '$context.authorizer.claims.sub' });
   * // {"id":"$context.requestId","user":"$context.authorizer.claims.sub"}
   */
  json: (fields: AccessLogFields = STANDARD_FIELDS): string => JSON.stringify(fields),

  /** One XML element a request, with a child for each field. */
  xml: (fields: AccessLogFields = STANDARD_FIELDS): string =>
    `<request>${Object.entries(fields)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('')}</request>`,

  /** The values of the fields with commas between; the names are not written. */
  csv: (fields: AccessLogFields = STANDARD_FIELDS): string => Object.values(fields).join(','),

  /** The Common Log Format of web servers, with the request's id at the end. */
  clf: (): string =>
    '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId',

  /** A line of your own. */
  custom: (line: string): string => line,
} as const;

/** The fields of a log entry: what each is called, and its value, a `$context` variable or fixed text. */
export type AccessLogFields = Readonly<Record<string, string>>;

/** The request, its caller, and its outcome. */
const STANDARD_FIELDS: AccessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  httpMethod: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  error: '$context.error.message',
};
