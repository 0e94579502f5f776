import { Lazy, Resource } from 'aws-cdk-lib';
import { SluiceError } from '../../../support/sluice-error.js';
import { BasePathMapping, mappingId, type BasePathMappingOptions } from './base-path-mapping.js';
import type { MappedDomain } from './mapped-domain.js';
import type { MappedStage } from './mapped-stage.js';
import type { RoutingMode } from './routing-mode.js';
import { RoutingRule, type RoutingRuleOptions } from './routing-rule.js';

/** The members that all custom domain names share: public and private, new and imported. */
export abstract class DomainNameBase extends Resource implements MappedDomain {
  /** The name: `api.example.com`. */
  abstract readonly domainName: string;

  /** The ARN of the domain name as a resource of API Gateway. */
  abstract readonly domainNameArn: string;

  /** Undefined for an imported domain name that could be either. */
  abstract readonly endpointType: 'EDGE' | 'REGIONAL' | 'PRIVATE' | undefined;

  /** The TLS policy; undefined for the default or an imported domain name. */
  readonly securityPolicy: string | undefined;

  private readonly basePaths = new Set<string>();
  private readonly priorities = new Set<number>();

  /**
   * Serves a stage below the domain, or below a path of it. Stages of HTTP APIs require a REGIONAL domain.
   *
   * @example
   * domain.addBasePathMapping(prod); // https://api.example.com/…
   * domain.addBasePathMapping(prod, { basePath: 'v1' }); // https://api.example.com/v1/…
   */
  addBasePathMapping(stage: MappedStage, options: BasePathMappingOptions = {}): BasePathMapping {
    return new BasePathMapping(this, mappingId(stage, options), { ...options, domain: this, stage });
  }

  /**
   * Serves a stage for requests of certain paths or headers. The rule with the lowest priority is tried first; without
   * conditions it applies to every request. Unless the domain has a `routingMode`, the mappings serve what no rule does.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html
   *
   * @example
   * domain.addRoutingRule('Beta', { priority: 10, stage: beta, headers: { 'x-release': 'beta*' } });
   */
  addRoutingRule(id: string, options: RoutingRuleOptions): RoutingRule {
    return new RoutingRule(this, id, { ...options, domain: this });
  }

  /**
   * Reserves a base path, for a mapping that is being made.
   *
   * @internal
   * @throws SluiceError `base-path-taken`
   */
  claimBasePath(basePath: string): void {
    if (this.basePaths.has(basePath)) {
      const path = basePath === '' ? 'the domain itself' : `the base path "${basePath}"`;
      throw new SluiceError('base-path-taken', `Cannot map ${path} of ${this.node.path}: it is mapped already`);
    }
    this.basePaths.add(basePath);
  }

  /**
   * Reserves a priority, for a rule that is being made.
   *
   * @internal
   * @throws SluiceError `routing-priority-taken`, `routing-rules-ignored`
   */
  claimPriority(priority: number): void {
    if (this.routingMode === 'BASE_PATH_MAPPING_ONLY') {
      throw new SluiceError(
        'routing-rules-ignored',
        `Cannot add a routing rule to ${this.node.path}: its routing mode is BASE_PATH_MAPPING_ONLY`,
        { hint: 'Leave routingMode out, or use ROUTING_RULE_THEN_BASE_PATH_MAPPING or ROUTING_RULE_ONLY' },
      );
    }
    if (this.priorities.has(priority)) {
      throw new SluiceError(
        'routing-priority-taken',
        `Cannot add a routing rule of priority ${priority} to ${this.node.path}: another rule has it`,
      );
    }
    this.priorities.add(priority);
  }

  /**
   * Notes a stage that a mapping or a rule leads to.
   *
   * @internal
   */
  leadTo(_stage: MappedStage): void {
    // Nothing to check unless the domain name restricts its callers.
  }

  /** The mode that was given. */
  protected get routingMode(): RoutingMode | undefined {
    return undefined;
  }

  /** The mode that the template says: rules that are added later count. */
  protected renderRoutingMode(): string {
    return Lazy.string({
      produce: () => this.routingMode ?? (this.priorities.size > 0 ? 'ROUTING_RULE_THEN_BASE_PATH_MAPPING' : undefined),
    });
  }
}
