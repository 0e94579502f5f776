import { CfnOutput, Resource } from 'aws-cdk-lib';
import type { IStageRef, StageReference } from 'aws-cdk-lib/aws-apigatewayv2';
import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { WebSocketRouteKey } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { logicalId } from '../../../synth/cloudformation/index.js';
import { idsBelowStack } from '../../ids-below-stack.js';
import { awaitAccountRole } from '../../stages/account-role.js';
import type { Measurement } from '../../metrics/define-metrics.js';
import type { BasePathMappingOptions } from '../../rest/domains/base-path-mapping.js';
import type { DomainNameProps } from '../../rest/domains/domain-name-props.js';
import { DomainName } from '../../rest/domains/domain-name.js';
import type { UsagePlanOptions } from '../../rest/usage-plans/usage-plan-props.js';
import { UsagePlan } from '../../rest/usage-plans/usage-plan.js';
import { makeRouteStage, type RouteStageParts } from '../../stages/make-route-stage.js';
import type { LoggedRouteSettingsProps } from '../../stages/route-settings-props.js';
import type { RouteStageDeclaration } from '../../stages/route-stage-declaration.js';
import type { ConnectionsScope, ManagedConnectionsScope } from '../api/connections-scope.js';
import { defineWebSocketMetrics, type IMeasuredWebSocket } from '../metrics/websocket-metrics.js';
import type { WebSocketRoute } from '../routes/websocket-route.js';
import { callbackUrl, webSocketStageUrl } from './websocket-stage-url.js';

/** The API of a stage, as far as the stage uses it. */
export interface WebSocketStageParent extends Construct {
  /** The API's id. */
  readonly apiId: string;
  /** Allows a grantee to connect to the API. */
  grantConnect(grantee: IGrantable, scope?: ConnectionsScope): Grant;
  /** Allows a grantee to send messages to clients of the API. */
  grantManageConnections(grantee: IGrantable, scope?: ManagedConnectionsScope): Grant;
}

/** A custom domain name that serves one stage of a WebSocket API. Mutual TLS and other endpoints are not for WebSocket APIs. */
export interface WebSocketStageDomainProps
  extends
    Omit<DomainNameProps, 'endpointType' | 'mutualTls' | 'ownershipVerificationCertificate' | 'routingMode'>,
    Pick<BasePathMappingOptions, 'basePath'> {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- defineWebSocketMetrics() below defines the members
export interface WebSocketStage extends IMeasuredWebSocket {}

/**
 * A stage of a WebSocket API: a name under which the API is served, with its own variables, limits and logs. Create it
 * with `WebSocketApi.addStage`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-stages.html
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineWebSocketMetrics() below defines the members
export class WebSocketStage extends Resource implements IStageRef {
  /** The API that the stage serves. */
  readonly api: WebSocketStageParent;

  /** The stage's name by reference: resources that use it are created after the stage. */
  readonly stageName: string;

  /**
   * The URL that clients connect to: `wss://…/prod`, without a slash at the end.
   *
   * It does not refer to the stage, so a function of the API may have it in its environment.
   */
  readonly url: string;

  /**
   * The endpoint of the SDK's client for `@connections`, by which backends send messages to clients: `https://…/prod`. It
   * does not refer to the stage either.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
   */
  readonly callbackUrl: string;

  /** Whether clients reach the stage by the API's default endpoint: false with `disableExecuteApiEndpoint`. */
  readonly hasDefaultEndpoint: boolean;

  private readonly declaration: RouteStageDeclaration<WebSocketRouteKey>;

  /** Use `WebSocketApi.addStage`. */
  constructor(scope: WebSocketStageParent, id: string, parts: RouteStageParts<WebSocketRouteKey>) {
    super(scope, id);
    this.api = scope;
    const { declaration, output } = parts;
    this.declaration = declaration;
    const stage = makeRouteStage(this, scope, parts);
    awaitAccountRole(stage, declaration);
    this.stageName = stage.ref;
    this.url = webSocketStageUrl(scope, scope.apiId, declaration.name);
    this.callbackUrl = callbackUrl(scope, scope.apiId, declaration.name);
    this.hasDefaultEndpoint = output;
    if (!output) return;
    this.addOutput('Url', this.url);
    this.addOutput('CallbackUrl', this.callbackUrl);
  }

  /** The stage by its API and its name, as L1 constructs of aws-cdk-lib take it. */
  get stageRef(): StageReference {
    return { apiId: this.api.apiId, stageName: this.stageName };
  }

  /**
   * Overrides settings of a route in this stage.
   *
   * @example
   * const send = api.addRoute('sendMessage', integration);
   * beta.configure(send, { throttle: { rateLimit: 5, burstLimit: 10 }, logging: { level: 'INFO' } });
   * @throws {SluiceError} `route-of-another-api`
   */
  configure(route: WebSocketRoute, settings: LoggedRouteSettingsProps): this {
    if ((route.api as object) !== this.api) {
      throw new SluiceError(
        'route-of-another-api',
        `Cannot configure ${route.routeKey} in ${this.node.path}: it is a route of another API`,
        { place: this.node.path },
      );
    }
    this.declaration.configure(route.routeKey, settings);
    return this;
  }

  /** Allows a role, a user or a group to connect to this stage where the route `$connect` has `Authorizer.IAM`. */
  grantConnect(grantee: IGrantable): Grant {
    return this.api.grantConnect(grantee, { stageName: this.declaration.name });
  }

  /**
   * Allows a function or another grantee to send messages to clients of this stage, to look at connections and to close
   * them. The grant does not refer to the stage, so a function of the API may have it.
   */
  grantManageConnections(grantee: IGrantable, scope: Omit<ManagedConnectionsScope, 'stageName'> = {}): Grant {
    return this.api.grantManageConnections(grantee, { ...scope, stageName: this.declaration.name });
  }

  /**
   * Adds a custom domain name that serves the stage, and no API of another kind. A domain for several stages is
   * `new DomainName(…)`.
   *
   * @example
   * prod.addDomainName('Domain', { domainName: 'chat.example.com', certificate }).addAliasRecord(zone);
   * // wss://chat.example.com
   * @throws {SluiceError} `domain-not-for-websocket` for a base path of several levels, or a policy with TLS 1.0
   */
  addDomainName(id: string, { basePath, ...props }: WebSocketStageDomainProps): DomainName {
    const domain = new DomainName(this, id, props);
    domain.addBasePathMapping(this, defined({ basePath }));
    return domain;
  }

  /**
   * Adds a usage plan whose API keys open connections of this stage, where the route `$connect` has `apiKeyRequired`. A plan
   * for several stages is `new UsagePlan(…)`.
   *
   * Observed: `AWS::ApiGateway::UsagePlan` takes stages of WebSocket APIs; docs/aws/websocket-api.md section 10.
   *
   * @example
   * prod.addUsagePlan('Basic', { quota: Quota.perMonth(10_000) }).addApiKey('Mobile');
   */
  addUsagePlan(id: string, props: UsagePlanOptions = {}): UsagePlan {
    return new UsagePlan(this, id, { ...props, stages: [{ stage: this }] });
  }

  /** @internal */
  measure(options: MetricOptions): Measurement {
    return { scope: this, dimensionsMap: { ApiId: this.api.apiId, Stage: this.stageName }, options };
  }

  private addOutput(name: string, value: string): void {
    const output = new CfnOutput(this, name, { value });
    output.overrideLogicalId(logicalId(...idsBelowStack(this.api), this.declaration.name, name));
  }
}
defineWebSocketMetrics(WebSocketStage);
