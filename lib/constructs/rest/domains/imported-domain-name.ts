import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { DomainNameAttributes } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { PublicDomainName } from './public-domain-name.js';

/** A public domain name that this app does not make. */
export class ImportedDomainName extends PublicDomainName {
  protected readonly isDualStack = false;
  readonly domainName: string;
  readonly domainNameArn: string;
  readonly domainNameAliasDomainName: string;
  readonly domainNameAliasHostedZoneId: string;
  readonly endpointType = undefined;

  constructor(scope: Construct, id: string, attributes: DomainNameAttributes) {
    super(scope, id);
    this.domainName = attributes.domainName;
    this.domainNameAliasDomainName = attributes.domainNameAliasTarget;
    this.domainNameAliasHostedZoneId = attributes.domainNameAliasHostedZoneId;
    this.domainNameArn = Stack.of(this).formatArn({
      service: 'apigateway',
      account: '',
      resource: '/domainnames',
      resourceName: attributes.domainName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}
