/**
 * The path of a stage below the URL of its API: empty for `$default`.
 *
 * @example stagePath('dev') // '/dev'
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function stagePath(stageName: string): string {
  return isDefaultStage(stageName) ? '' : `/${stageName}`;
}

/** Whether a stage is served at the base of its API's URL. */
export function isDefaultStage(stageName: string): boolean {
  return stageName === '$default';
}
