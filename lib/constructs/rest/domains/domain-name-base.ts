import { Lazy, Resource } from 'aws-cdk-lib';
import { SluiceError } from '../../../support/sluice-error.js';
import { BasePathMapping, mappingId, type BasePathMappingOptions } from './base-path-mapping.js';
import type { MappedDomain } from './mapped-domain.js';
import { isWebSocketStage, type MappedStage } from './mapped-stage.js';
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
  private readonly stages: MappedStage[] = [];

  /**
   * Serves a stage below the domain, or below a path of it. Stages of HTTP and WebSocket APIs require a REGIONAL domain, and
   * those of WebSocket APIs one that leads to no other API.
   *
   * @example
   * domain.addBasePathMapping(prod); // https://api.example.com/…
   * domain.addBasePathMapping(prod, { basePath: 'v1' }); // https://api.example.com/v1/…
   * @throws {SluiceError} `base-path-taken`, `base-path-invalid`, `domain-shared`, `domain-not-for-http`,
   *   `domain-not-for-websocket`
   */
  addBasePathMapping(stage: MappedStage, options: BasePathMappingOptions = {}): BasePathMapping {
    // Before the mapping, since two of a base path would have one construct id.
    this.checkFree(options.basePath ?? '');
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
    this.checkFree(basePath);
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
   * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html
   *
   * @internal
   * @throws SluiceError `domain-shared` for a WebSocket API beside an API of another kind
   */
  leadTo(stage: MappedStage): void {
    const other = this.stages.find((known) => isWebSocketStage(known) !== isWebSocketStage(stage));
    if (other !== undefined) {
      throw new SluiceError(
        'domain-shared',
        `Cannot map ${this.node.path} to ${stage.node.path}: it leads to ${other.node.path}, and a WebSocket API shares no domain with REST and HTTP APIs`,
        { place: this.node.path, hint: 'Give the WebSocket API a domain of its own: chat.example.com' },
      );
    }
    this.stages.push(stage);
  }

  private checkFree(basePath: string): void {
    if (!this.basePaths.has(basePath)) return;
    const path = basePath === '' ? 'the domain itself' : `the base path "${basePath}"`;
    throw new SluiceError('base-path-taken', `Cannot map ${path} of ${this.node.path}: it is mapped already`);
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
