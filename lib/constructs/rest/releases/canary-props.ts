/**
 * How new deployments of a stage go live one step at a time. A stage with these settings is *controlled*: its deployment
 * can be pinned, so that a new one takes requests only when it is told to.
 *
 * The settings start no canary, and the template never holds one: CloudFormation does not take a canary away again, and
 * refuses to move a stage that has one.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 */
export interface CanaryProps {
  /** The percentage of requests that a new deployment gets at first, 0 to 100. */
  readonly startAt: number;

  /**
   * Stage variables whose values are others for requests to the new deployment.
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
   * Where the pin is kept. `ssm` keeps it in a parameter of Systems Manager, `/sluice/<stack>/<parameter of the stack>`, which
   * every deployment reads, whoever starts it; its value is `latest` or the id of a deployment, and it has to exist
   * before the first deployment.
   *
   * @default - in the parameter of the stack alone
   */
  readonly releaseState?: 'ssm';
}
