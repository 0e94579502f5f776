import type { Duration } from 'aws-cdk-lib';
import type { LoggingProps, ThrottleProps } from '../methods/method-props.js';

/**
 * What one stage says of one method. A member given here takes precedence over the method's own, the stage's and the
 * API's `defaults`; a member left out stays as those have it.
 */
export interface StageMethodProps {
  /**
   * How many requests the method lets through in this stage.
   *
   * @default - as the method, the stage or `defaults` say
   */
  readonly throttle?: ThrottleProps;

  /**
   * What the method writes to the execution log of this stage.
   *
   * @default - as the method, the stage or `defaults` say
   */
  readonly logging?: LoggingProps;

  /**
   * Whether CloudWatch gets metrics of the method in this stage.
   *
   * @default - as the method, the stage or `defaults` say
   */
  readonly metrics?: boolean;

  /**
   * How long this stage keeps responses of a method that has `cache`, or `false` to keep none.
   *
   * @default - as the method says
   */
  readonly cache?: StageMethodCacheProps | false;
}

/** The cache of one method in one stage. Cache keys belong to the method, since they take effect when it is deployed. */
export interface StageMethodCacheProps {
  /** How long a response is kept, at most an hour. */
  readonly ttl: Duration;
}
