import { Resource, type Duration } from 'aws-cdk-lib';
import type { IStage } from 'aws-cdk-lib/aws-apigateway';
import type * as Route53 from 'aws-cdk-lib/aws-route53';
import type { HealthCheckReference, IHealthCheckRef } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';
import { executeApiHost } from '../../paths/execute-api-host.js';

/** The settings of a health check. */
export interface StageHealthCheckProps {
  /** A stage whose API has its default endpoint, which Route 53 calls without credentials. */
  readonly stage: IStage;

  /** The path below the stage, of a GET method without authorizer and API key: `/health`. */
  readonly path: string;

  /**
   * Failures in a row, from 1 to 10, until the stage counts as down; and successes until it counts as up.
   *
   * @default 3
   */
  readonly failureThreshold?: number;

  /**
   * The time between two requests of each of Route 53's checkers: 10 or 30 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly requestInterval?: Duration;
}

/**
 * A Route 53 health check of one stage, for the alias records of a domain that several Regions serve.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html
 *
 * @example
 * const healthCheck = new StageHealthCheck(this, 'Health', { stage: prod, path: '/health' });
 * domain.addAliasRecord(zone, { routing: AliasRouting.failover('PRIMARY'), healthCheck });
 */
export class StageHealthCheck extends Resource implements IHealthCheckRef {
  readonly healthCheckRef: HealthCheckReference;

  constructor(scope: Construct, id: string, props: StageHealthCheckProps) {
    super(scope, id);
    const { stage, path, failureThreshold = 3, requestInterval } = props;
    const seconds = requestInterval?.toSeconds() ?? 30;
    if (!path.startsWith('/')) throw invalid(this, `the path is "${path}"; expected one that begins with a slash`);
    if (seconds !== 10 && seconds !== 30)
      throw invalid(this, `the interval is ${seconds} s; Route 53 allows 10 s and 30 s`);
    if (!Number.isInteger(failureThreshold) || failureThreshold < 1 || failureThreshold > 10) {
      throw invalid(this, `the failure threshold is ${failureThreshold}; Route 53 allows 1 to 10`);
    }
    const { CfnHealthCheck } = require('aws-cdk-lib/aws-route53') as typeof Route53;
    const check = new CfnHealthCheck(this, 'Resource', {
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: executeApiHost(stage, stage.restApi.restApiId),
        port: 443,
        enableSni: true,
        resourcePath: `/${stage.stageName}${path}`,
        requestInterval: seconds,
        failureThreshold,
      },
    });
    this.healthCheckRef = { healthCheckId: check.attrHealthCheckId };
  }
}

function invalid(scope: Construct, reason: string): SluiceError {
  return new SluiceError('health-check-invalid', `Cannot make the health check ${scope.node.path}: ${reason}`);
}
