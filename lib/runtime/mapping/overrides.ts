/**
 * What a template set in `$context.requestOverride` and `$context.responseOverride`, as text.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export interface RequestOverride {
  readonly header: Readonly<Record<string, string>>;
  /** A list of values is sent as one parameter several times. */
  readonly querystring: Readonly<Record<string, readonly string[]>>;
  readonly path: Readonly<Record<string, string>>;
}

export interface ResponseOverride {
  readonly header: Readonly<Record<string, string>>;
  readonly status?: number;
}
