import type { Duration } from 'aws-cdk-lib';
import type { LoggingProps, ThrottleProps } from '../methods/method-props.js';

/**
 * Settings of one method in one stage. A member given here takes precedence over the method, the stage and the API's
 * `defaults`. A member left out keeps the value it has there.
 */
export interface StageMethodProps {
  /**
   * The requests the method allows in this stage.
   *
   * @default - as the method, the stage or `defaults` say
   */
  readonly throttle?: ThrottleProps;

  /**
   * The events of the method that the stage's execution log records.
   *
   * @default - as the method, the stage or `defaults` say
   */
  readonly logging?: LoggingProps;

  /**
   * Whether the method has CloudWatch metrics of its own in this stage.
   *
   * @default - as the method, the stage or `defaults` say
   */
  readonly metrics?: boolean;

  /**
   * How long this stage caches responses of a method that has `cache`; `false` turns caching off.
   *
   * @default - as the method says
   */
  readonly cache?: StageMethodCacheProps | false;
}

/** The cache of one method in one stage. Cache keys are set on the method, since they are part of the deployment. */
export interface StageMethodCacheProps {
  /** How long a response is cached, at most an hour. */
  readonly ttl: Duration;
}
