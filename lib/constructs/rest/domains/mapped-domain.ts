import type { Construct } from 'constructs';
import type { MappedStage } from './mapped-stage.js';

/** A custom domain name as mappings and rules refer to it: a `DomainName` or a `PrivateDomainName`, new or imported. */
export interface MappedDomain extends Construct {
  /** The name: `api.example.com`. */
  readonly domainName: string;

  /** The ARN of the domain name as a resource of API Gateway. */
  readonly domainNameArn: string;

  /** Undefined for an imported domain name that could be either of EDGE and REGIONAL. */
  readonly endpointType: 'EDGE' | 'REGIONAL' | 'PRIVATE' | undefined;

  /** The TLS policy; undefined for the default, or for an imported domain name. */
  readonly securityPolicy: string | undefined;

  /**
   * Reserves a base path, for a mapping that is being made.
   *
   * @internal
   * @throws SluiceError `base-path-taken`
   */
  claimBasePath(basePath: string): void;

  /**
   * Reserves a priority, for a rule that is being made.
   *
   * @internal
   * @throws SluiceError `routing-priority-taken`, `routing-rules-ignored`
   */
  claimPriority(priority: number): void;

  /**
   * Notes a stage that a mapping or a rule leads to.
   *
   * @internal
   */
  leadTo(stage: MappedStage): void;
}
