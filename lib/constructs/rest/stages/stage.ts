import { CfnOutput, Lazy } from 'aws-cdk-lib';
import {
  CfnStage,
  Stage as AwsStage,
  StageBase,
  type CfnDeployment,
  type CfnRestApi,
  type CfnStageProps,
  type IRestApi,
  type StageAttributes,
} from 'aws-cdk-lib/aws-apigateway';
import type * as Wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { IWebACLRef } from 'aws-cdk-lib/aws-wafv2';
import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct, IDependable } from 'constructs';
import type { MethodSettings } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { logicalId, renderReleaseMetadata, renderStageProperties } from '../../../synth/cloudformation/index.js';
import { idsBelowStack } from '../../ids-below-stack.js';
import { asL1Properties } from '../../l1.js';
import { executeApiHost } from '../../paths/execute-api-host.js';
import type { InvokeScope } from '../../paths/invoke-arn.js';
import type { Method } from '../methods/method.js';
import { DomainName } from '../domains/domain-name.js';
import type { BasePathMappingOptions } from '../domains/base-path-mapping.js';
import type { DomainNameProps } from '../domains/domain-name-props.js';
import { UsagePlan } from '../usage-plans/usage-plan.js';
import type { StageUsagePlanProps } from '../usage-plans/usage-plan-props.js';
import { checkFunctionVersions, type InvokedFunction } from '../releases/function-versions.js';
import { ControlledStage } from '../releases/controlled-stage.js';
import { CacheInvalidation } from './cache-invalidation.js';
import { awaitAccountRole } from '../../stages/account-role.js';
import type { StageDeclaration } from './stage-declaration.js';
import type { StageMethodProps } from './stage-method-props.js';

/** Inputs a stage takes from its API. */
export interface StageParent extends Construct {
  readonly restApiId: string;
  /** The API as aws-apigateway's own constructs take it. */
  asRestApi(): IRestApi;
  grantInvoke(grantee: IGrantable, scope: InvokeScope): Grant;
}

/** Inputs a stage takes from `RestApi.addStage`. */
export interface StageParts {
  readonly declaration: StageDeclaration;
  readonly resource: CfnRestApi;
  readonly deployment: CfnDeployment;
  /** Resources that must exist before the stage serves requests. */
  readonly permissions: IDependable & { readonly invoked: readonly InvokedFunction[] };
  readonly output: boolean;
}

/**
 * A stage of an API: a name under which one deployment is served, with its own variables, cache, limits and logs. Create it
 * with `RestApi.addStage`.
 *
 * It is an `IStage` of aws-apigateway; `asStage()` is for constructs that require its class.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html
 */
export class Stage extends StageBase {
  /** The stage's name by reference: resources that use it are created after the stage. */
  readonly stageName: string;

  /**
   * The stage's URL, with a slash at the end.
   *
   * It does not refer to the stage, so a function of the API may have it in its environment once the API does not refer
   * to the function (`bind: 'stage-variable'`).
   */
  readonly url: string;

  private readonly api: StageParent;
  private readonly declaration: StageDeclaration;

  /** Whether clients reach the stage by the API's default endpoint: false with `disableExecuteApiEndpoint`. */
  readonly hasDefaultEndpoint: boolean;

  /** Use `RestApi.addStage`. */
  constructor(scope: StageParent, id: string, parts: StageParts) {
    super(scope, id);
    this.api = scope;
    this.declaration = parts.declaration;
    const { name, props } = parts.declaration;
    const render = (): CfnStageProps =>
      asL1Properties(renderStageProperties(parts.declaration.model())) as CfnStageProps;
    const stage = new CfnStage(this, 'Resource', {
      ...render(),
      // Methods and integrations that are added later change these.
      methodSettings: Lazy.any({ produce: () => render().methodSettings }),
      variables: Lazy.any({ produce: () => render().variables }),
      restApiId: parts.resource.ref,
      deploymentId: this.servedDeployment(parts),
    });
    stage.node.addDependency(parts.permissions);
    awaitAccountRole(stage, parts.declaration);
    const { release } = parts.declaration.model();
    for (const [key, value] of Object.entries(release === undefined ? {} : renderReleaseMetadata(release))) {
      stage.addMetadata(key, value);
    }
    const { documentationVersion, tags = {}, webAcl } = props;
    if (typeof documentationVersion === 'object') stage.node.addDependency(documentationVersion);
    for (const [key, value] of Object.entries(tags)) stage.tags.setTag(key, value);
    this.stageName = stage.ref;
    this.url = stageUrl(scope, scope.restApiId, name);
    this.hasDefaultEndpoint = parts.output;
    if (parts.output) {
      const output = new CfnOutput(this, 'Url', { value: this.url });
      output.overrideLogicalId(logicalId(...idsBelowStack(scope), name, 'Url'));
    }
    if (webAcl !== undefined) this.associateWebAcl(webAcl);
    if (props.cache?.invalidation !== undefined) {
      const { restApiId } = scope;
      const { stageName, stageArn } = this;
      const settings = (): readonly MethodSettings[] => this.declaration.model().methodSettings ?? [];
      new CacheInvalidation(this, 'CacheInvalidation', { restApiId, stageName, stageArn }, settings);
    }
  }

  /**
   * The name of the log group of the stage's execution log. API Gateway creates the group with the first entry.
   *
   * @example
   * new LogRetention(this, 'Retention', { logGroupName: prod.executionLogGroupName, retention: RetentionDays.ONE_MONTH });
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
   */
  get executionLogGroupName(): string {
    return `API-Gateway-Execution-Logs_${this.api.restApiId}/${this.stageName}`;
  }

  /** The API as aws-apigateway's own constructs take it. */
  get restApi(): IRestApi {
    return this.api.asRestApi();
  }

  /** The stage for constructs that require aws-apigateway's class, such as usage plans and base path mappings. */
  asStage(): AwsStage {
    const made = this.node.tryFindChild('Stage') as AwsStage | undefined;
    return made ?? importStage(this, 'Stage', { stageName: this.stageName, restApi: this.restApi });
  }

  /**
   * Overrides settings of a method in this stage.
   *
   * @example
   * const getPet = api.get('/pets/{petId}', integration, { cache: { keys: ['path.petId'] } });
   * prod.configure(getPet, { throttle: { rateLimit: 50 }, cache: { ttl: Duration.minutes(30) } });
   * @throws SluiceError `method-of-another-api`, `method-unknown`, `stage-cache-missing`, `method-cache-missing`
   */
  configure(method: Method, settings: StageMethodProps): this {
    if ((method.api as object) !== this.api) {
      throw new SluiceError(
        'method-of-another-api',
        `Cannot configure ${method.httpMethod} ${method.path} in ${this.node.path}: it is a method of another API`,
        { place: this.node.path },
      );
    }
    this.declaration.configure(method, settings);
    return this;
  }

  /**
   * Filters the stage's requests by an AWS WAF web ACL. A stage has at most one.
   *
   * @param webAcl a web ACL of scope REGIONAL, or its ARN
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html
   */
  associateWebAcl(webAcl: IWebACLRef | string): void {
    const { CfnWebACLAssociation } = require('aws-cdk-lib/aws-wafv2') as typeof Wafv2;
    new CfnWebACLAssociation(this, 'WebAcl', {
      resourceArn: this.stageArn,
      webAclArn: typeof webAcl === 'string' ? webAcl : webAcl.webAclRef.webAclArn,
    });
  }

  /**
   * Allows a role, a user or a group to call methods of this stage that have `Authorizer.IAM`.
   *
   * @example
   * prod.grantInvoke(role, { httpMethod: 'GET', path: '/pets/*' });
   */
  grantInvoke(grantee: IGrantable, scope: Omit<InvokeScope, 'stageName'> = {}): Grant {
    return this.api.grantInvoke(grantee, { ...scope, stageName: this.stageName });
  }

  /**
   * Adds a custom domain name that serves the stage. A domain for several stages, or one for private APIs, is
   * `new DomainName(…)` or `new PrivateDomainName(…)`.
   *
   * @example
   * prod.addDomainName('Domain', { domainName: 'api.example.com', certificate }).addAliasRecord(zone);
   */
  addDomainName(id: string, { basePath, stageInPath, ...props }: DomainNameProps & BasePathMappingOptions): DomainName {
    const domain = new DomainName(this, id, props);
    domain.addBasePathMapping(this, defined({ basePath, stageInPath }));
    return domain;
  }

  /**
   * Adds a usage plan: its API keys let clients call the stage, within the plan's limits. For several stages use
   * `new UsagePlan(…)`.
   *
   * @example
   * prod.addUsagePlan('Basic', { quota: Quota.perMonth(10_000) }).addApiKey('Mobile');
   */
  addUsagePlan(id: string, { methodThrottles, ...props }: StageUsagePlanProps = {}): UsagePlan {
    return new UsagePlan(this, id, { ...props, stages: [{ stage: this, ...defined({ methodThrottles }) }] });
  }

  private servedDeployment({ deployment, permissions }: StageParts): string {
    const { name, props } = this.declaration;
    const { canary, deploymentId } = props;
    if (canary === undefined && deploymentId !== undefined) {
      return typeof deploymentId === 'string' ? deploymentId : deploymentId.deploymentRef.deploymentId;
    }
    if (canary === undefined) return deployment.ref;
    if (deploymentId !== undefined) {
      throw new SluiceError(
        'stage-deployment-twice',
        `The stage ${name} of ${this.api.node.path} has a canary, which chooses its deployment, and deploymentId, which names one`,
        { place: this.node.path, hint: 'Leave out canary or deploymentId' },
      );
    }
    checkFunctionVersions(this, {
      stageName: name,
      invoked: () => permissions.invoked,
      variables: () => Object.values(this.declaration.model().variables ?? {}),
    });
    return new ControlledStage(this, 'Release', { stageName: name, canary, newDeploymentId: deployment.ref })
      .deploymentId;
  }

  /** The URL of a path of the API in this stage; the path begins with a slash. */
  override urlForPath(path = '/'): string {
    return this.url.slice(0, -1) + path;
  }

  /**
   * The URL of a path of a private API in this stage, through one of its `vpcEndpoints`. Unlike `url`, it needs no
   * private DNS in the VPC.
   *
   * @example
   * prod.urlForVpcEndpoint(endpoint, '/pets');
   * // https://{api}-{endpoint}.execute-api.{region}.amazonaws.com/prod/pets
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
   */
  urlForVpcEndpoint({ vpcEndpointRef }: IVPCEndpointRef, path = '/'): string {
    const { api } = this;
    const host = `${api.restApiId}-${vpcEndpointRef.vpcEndpointId}`;
    return stageUrl(api, host, this.declaration.name).slice(0, -1) + path;
  }
}

/**
 * A stage of aws-apigateway's class that makes no resource. The class has private members, so only its own kind fits; an
 * imported stage is one in all but its type.
 */
export function importStage(scope: Construct, id: string, attributes: StageAttributes): AwsStage {
  return AwsStage.fromStageAttributes(scope, id, attributes) as AwsStage;
}

/** `https://{api}.execute-api.{region}.{suffix}/{stage}/`. */
export function stageUrl(scope: Construct, restApiId: string, stageName: string): string {
  return `https://${executeApiHost(scope, restApiId)}/${stageName}/`;
}
