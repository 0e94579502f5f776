/**
 * How new deployments of a stage are released step by step. A stage with these settings is *controlled*: it can be pinned to
 * a deployment, so that a new one gets no requests until it is promoted.
 *
 * The settings do not start a canary, and the template never contains one: CloudFormation does not remove a canary again,
 * and refuses to move a stage that has one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export interface CanaryProps {
  /** The percentage of requests that a new deployment gets at first, 0 to 100. */
  readonly startAt: number;

  /**
   * Stage variables that have other values for requests to the new deployment.
   *
   * @default - those of the stage
   */
  readonly stageVariableOverrides?: Readonly<Record<string, string>>;

  /**
   * Whether requests to the new deployment use the stage's cache.
   *
   * @default false
   */
  readonly useStageCache?: boolean;

  /**
   * Where the pin is stored. `ssm` stores it in the Systems Manager parameter `/sluice/<stack>/<parameter of the stack>`, which
   * every stack update reads. Its value is `latest` or the id of a deployment, and it must exist before the first
   * deployment.
   *
   * @default - only in the parameter of the stack
   */
  readonly releaseState?: 'ssm';
}
