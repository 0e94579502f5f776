import { Fn, Names } from 'aws-cdk-lib';
import { CfnDomainNameAccessAssociation } from 'aws-cdk-lib/aws-apigateway';
import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import type { IHostedZoneRef } from 'aws-cdk-lib/aws-route53';
import { addAliasRecords, type AliasRecord, type AliasRecordOptions } from './alias-record.js';
import { DomainNameBase } from './domain-name-base.js';
import type { VpcEndpointDns } from './private-domain-name-props.js';

/** The members that new and imported private domain names share. */
export abstract class PrivateDomainNameBase extends DomainNameBase {
  readonly endpointType = 'PRIVATE';

  /**
   * Lets a VPC endpoint reach the domain name. The domain's policy decides which requests it takes.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains-associations.html
   */
  addAccessAssociation(endpoint: IVPCEndpointRef): CfnDomainNameAccessAssociation {
    return new CfnDomainNameAccessAssociation(this, `Access-${Names.nodeUniqueId(endpoint.node)}`, {
      domainNameArn: this.domainNameArn,
      accessAssociationSource: endpoint.vpcEndpointRef.vpcEndpointId,
      accessAssociationSourceType: 'VPCE',
    });
  }

  /**
   * Adds the Route 53 record that leads the domain's name to a VPC endpoint.
   *
   * @param zone a private hosted zone of the VPC
   */
  addAliasRecord(zone: IHostedZoneRef, endpoint: VpcEndpointDns, options: AliasRecordOptions = {}): AliasRecord {
    const [targetZoneId, dnsName] = [0, 1].map((part) =>
      Fn.select(part, Fn.split(':', Fn.select(0, endpoint.vpcEndpointDnsEntries))),
    ) as [string, string];
    const name = options.recordName ?? this.domainName;
    return addAliasRecords(this, zone, { ...options, name, dnsName, targetZoneId, isDualStack: false });
  }
}
