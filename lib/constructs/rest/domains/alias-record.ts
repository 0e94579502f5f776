import { Names, Stack } from 'aws-cdk-lib';
import type * as Route53 from 'aws-cdk-lib/aws-route53';
import type { CfnRecordSet, IHealthCheckRef, IHostedZoneRef } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { defined } from '../../../support/defined.js';
import type { AliasRouting } from './alias-routing.js';

/** The settings of the Route 53 record of a domain. */
export interface AliasRecordOptions {
  /**
   * The record's name, for a wildcard domain or a name of several domains.
   *
   * @default - the domain's name
   */
  readonly recordName?: string;

  /**
   * How records of the same name share its requests.
   *
   * @default - the record is the only one of its name
   */
  readonly routing?: AliasRouting;

  /**
   * Route 53 does not answer with this record while the check fails.
   *
   * @default - none
   */
  readonly healthCheck?: IHealthCheckRef;

  /**
   * Whether Route 53 also notices an outage of API Gateway in the Region. It does not notice one of the API: that takes a
   * health check.
   *
   * @default - true with `routing`
   */
  readonly evaluateTargetHealth?: boolean;
}

/** The target of a record, as the domain knows it. */
export interface AliasTarget extends AliasRecordOptions {
  readonly name: string;
  readonly dnsName: string;
  readonly targetZoneId: string;
  readonly isDualStack: boolean;
}

/** The alias records of a domain in one hosted zone: of type A, and AAAA for a dual-stack domain. */
export class AliasRecord extends Construct {
  /** The records of CloudFormation. */
  readonly recordSets: readonly CfnRecordSet[];

  /** Use `domain.addAliasRecord`. */
  constructor(scope: Construct, id: string, zone: IHostedZoneRef, target: AliasTarget) {
    super(scope, id);
    const { routing, healthCheck, evaluateTargetHealth = routing !== undefined } = target;
    const { CfnRecordSet: RecordSet } = require('aws-cdk-lib/aws-route53') as typeof Route53;
    const types = target.isDualStack ? ['A', 'AAAA'] : ['A'];
    this.recordSets = types.map(
      (type) =>
        new RecordSet(this, type, {
          name: target.name,
          type,
          hostedZoneId: zone.hostedZoneRef.hostedZoneId,
          aliasTarget: { dnsName: target.dnsName, hostedZoneId: target.targetZoneId, evaluateTargetHealth },
          ...routing?.bind(Stack.of(this).region),
          ...defined({ healthCheckId: healthCheck?.healthCheckRef.healthCheckId }),
        }),
    );
  }
}

/** Adds records whose logical ids depend on the zone and the name given, not on an order. */
export function addAliasRecords(scope: Construct, zone: IHostedZoneRef, target: AliasTarget): AliasRecord {
  const suffix = target.recordName === undefined ? '' : `-${target.recordName}`;
  return new AliasRecord(scope, `Alias-${Names.nodeUniqueId(zone.node)}${suffix}`, zone, target);
}
