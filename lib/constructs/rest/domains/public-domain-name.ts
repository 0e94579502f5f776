import type { DomainNameReference, IDomainName } from 'aws-cdk-lib/aws-apigateway';
import type { IHostedZoneRef } from 'aws-cdk-lib/aws-route53';
import { addAliasRecords, type AliasRecord, type AliasRecordOptions } from './alias-record.js';
import { DomainNameBase } from './domain-name-base.js';

/** The members that new and imported public domain names share. */
export abstract class PublicDomainName extends DomainNameBase implements IDomainName {
  /** The name that a DNS record of the domain points to. */
  abstract readonly domainNameAliasDomainName: string;

  /** The hosted zone of that name. */
  abstract readonly domainNameAliasHostedZoneId: string;

  get domainNameRef(): DomainNameReference {
    return { domainName: this.domainName, domainNameArn: this.domainNameArn };
  }

  /**
   * Adds the Route 53 record that leads the domain's name here. Domains of the same name in several Regions share the
   * name by a `routing` each.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html
   *
   * @example
   * domain.addAliasRecord(zone);
   * domain.addAliasRecord(zone, { routing: AliasRouting.latency(), healthCheck });
   */
  addAliasRecord(zone: IHostedZoneRef, options: AliasRecordOptions = {}): AliasRecord {
    return addAliasRecords(this, zone, {
      ...options,
      name: options.recordName ?? this.domainName,
      dnsName: this.domainNameAliasDomainName,
      targetZoneId: this.domainNameAliasHostedZoneId,
      isDualStack: this.isDualStack,
    });
  }

  /** Whether the domain is reached by IPv6 too. */
  protected abstract readonly isDualStack: boolean;
}
