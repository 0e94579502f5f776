import { Resource, Token } from 'aws-cdk-lib';
import type { IStage } from 'aws-cdk-lib/aws-apigateway';
import type * as ApiGatewayV2 from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';
import type { MappedDomain } from './mapped-domain.js';
import { renderConditions, type RoutingConditions } from './routing-conditions.js';

/** A rule of a domain: which requests it applies to, and what serves them. */
export interface RoutingRuleOptions extends RoutingConditions {
  /** A stage of Sluice or of aws-apigateway, of a REST API. */
  readonly stage: IStage;

  /** From 1 to 1,000,000, and different for each rule of a domain. The lowest is tried first. */
  readonly priority: number;

  /**
   * Whether the API sees the path without the base path that matched.
   *
   * @default false
   */
  readonly stripBasePath?: boolean;
}

/** The settings of a routing rule. */
export interface RoutingRuleProps extends RoutingRuleOptions {
  /** A `DomainName` or a `PrivateDomainName`, new or imported. */
  readonly domain: MappedDomain;
}

const HIGHEST_PRIORITY = 1_000_000;

/**
 * Serves a stage for requests of certain paths or headers. `domain.addRoutingRule` makes one beside the domain; this
 * class is for a rule that belongs to another stack.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html
 */
export class RoutingRule extends Resource {
  /** The rule's ARN. */
  readonly routingRuleArn: string;

  constructor(scope: Construct, id: string, props: RoutingRuleProps) {
    super(scope, id);
    const { domain, priority, stage, stripBasePath } = props;
    if (!Token.isUnresolved(priority)) {
      if (!Number.isInteger(priority) || priority < 1 || priority > HIGHEST_PRIORITY) {
        throw new SluiceError(
          'routing-priority-invalid',
          `The priority of ${this.node.path} is ${priority}; API Gateway requires a whole number from 1 to ${HIGHEST_PRIORITY}`,
        );
      }
    }
    const conditions = renderConditions(props, this.node.path);
    domain.claimPriority(priority);
    domain.leadTo(stage);
    const { CfnRoutingRule } = require('aws-cdk-lib/aws-apigatewayv2') as typeof ApiGatewayV2;
    const rule = new CfnRoutingRule(this, 'Resource', {
      domainNameArn: domain.domainNameArn,
      priority,
      conditions: [...conditions],
      actions: [
        {
          invokeApi: {
            apiId: stage.restApi.restApiId,
            stage: stage.stageName,
            ...(stripBasePath !== undefined && { stripBasePath }),
          },
        },
      ],
    });
    this.routingRuleArn = rule.ref;
  }
}
