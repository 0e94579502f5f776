import type { Construct } from 'constructs';
import { PrivateDomainNameBase } from './private-domain-name-base.js';

/** A private domain name that this app does not make. */
export class ImportedPrivateDomainName extends PrivateDomainNameBase {
  constructor(
    scope: Construct,
    id: string,
    readonly domainName: string,
    readonly domainNameArn: string,
  ) {
    super(scope, id);
  }
}
