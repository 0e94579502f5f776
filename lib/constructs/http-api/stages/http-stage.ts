import { CfnOutput, Resource } from 'aws-cdk-lib';
import type { IStageRef, StageReference } from 'aws-cdk-lib/aws-apigatewayv2';
import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import type { HttpRouteKey } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { logicalId } from '../../../synth/cloudformation/index.js';
import { idsBelowStack } from '../../ids-below-stack.js';
import type { InvokeScope } from '../../paths/invoke-arn.js';
import { defineHttpMetrics, type IMeasuredHttp } from '../metrics/http-metrics.js';
import type { BasePathMappingOptions } from '../../rest/domains/base-path-mapping.js';
import { DomainName } from '../../rest/domains/domain-name.js';
import type { DomainNameProps } from '../../rest/domains/domain-name-props.js';
import type { Route } from '../routes/route.js';
import { makeRouteStage, type RouteStageParts } from '../../stages/make-route-stage.js';
import type { RouteSettingsProps } from '../../stages/route-settings-props.js';
import type { RouteStageDeclaration } from '../../stages/route-stage-declaration.js';
import { httpStageUrl } from './http-stage-url.js';

/** The API of a stage, as far as the stage uses it. */
export interface HttpStageParent extends Construct {
  /** The API's id. */
  readonly apiId: string;
  /** Allows a grantee to call routes of the API. */
  grantInvoke(grantee: IGrantable, scope?: InvokeScope): Grant;
}

/** A custom domain name that serves one stage. */
export interface HttpStageDomainProps extends DomainNameProps, Pick<BasePathMappingOptions, 'basePath'> {}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- defineHttpMetrics() below defines the members
export interface HttpStage extends IMeasuredHttp {}

/**
 * A stage of an HTTP API: a name under which the API is served, with its own variables, limits and logs. Create it with
 * `HttpApi.addStage`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineHttpMetrics() below defines the members
export class HttpStage extends Resource implements IStageRef {
  /** The API that the stage serves. */
  readonly api: HttpStageParent;

  /** The stage's name by reference: resources that use it are created after the stage. */
  readonly stageName: string;

  /**
   * The stage's URL, with a slash at the end.
   *
   * It does not refer to the stage, so a function of the API may have it in its environment once the API does not refer
   * to the function (`bind: 'stage-variable'`).
   */
  readonly url: string;

  /** Whether clients reach the stage by the API's default endpoint: false with `disableExecuteApiEndpoint`. */
  readonly hasDefaultEndpoint: boolean;

  private readonly declaration: RouteStageDeclaration<HttpRouteKey>;

  /** Use `HttpApi.addStage`. */
  constructor(scope: HttpStageParent, id: string, parts: RouteStageParts<HttpRouteKey>) {
    super(scope, id);
    this.api = scope;
    const { declaration } = parts;
    this.declaration = declaration;
    const stage = makeRouteStage(this, scope, parts);
    this.stageName = stage.ref;
    this.url = httpStageUrl(scope, scope.apiId, declaration.name);
    this.hasDefaultEndpoint = parts.output;
    if (!parts.output) return;
    const output = new CfnOutput(this, 'Url', { value: this.url });
    output.overrideLogicalId(logicalId(...idsBelowStack(scope), declaration.name, 'Url'));
  }

  /** The stage by its API and its name, as L1 constructs of aws-cdk-lib take it. */
  get stageRef(): StageReference {
    return { apiId: this.api.apiId, stageName: this.stageName };
  }

  /**
   * Overrides settings of a route in this stage.
   *
   * @example
   * const search = api.get('/search', integration);
   * beta.configure(search, { throttle: { rateLimit: 5, burstLimit: 10 } });
   * @throws {SluiceError} `route-of-another-api`
   */
  configure(route: Route, settings: RouteSettingsProps): this {
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

  /** The URL of a path of the API in this stage; the path begins with a slash. */
  urlForPath(path = '/'): string {
    return this.url.slice(0, -1) + path;
  }

  /**
   * Allows a role, a user or a group to call routes of this stage that have `Authorizer.IAM`.
   *
   * @example
   * beta.grantInvoke(role, { httpMethod: 'GET', path: '/pets/*' });
   */
  grantInvoke(grantee: IGrantable, scope: Omit<InvokeScope, 'stageName'> = {}): Grant {
    return this.api.grantInvoke(grantee, { ...scope, stageName: this.stageName });
  }

  /**
   * Adds a custom domain name that serves the stage. A domain for several stages is `new DomainName(…)`.
   *
   * @example
   * beta.addDomainName('Domain', { domainName: 'api.example.com', certificate, basePath: 'pets/v2' }).addAliasRecord(zone);
   * @throws {SluiceError} `domain-not-for-http` for a domain name that is not REGIONAL
   */
  addDomainName(id: string, { basePath, ...props }: HttpStageDomainProps): DomainName {
    const domain = new DomainName(this, id, props);
    domain.addBasePathMapping(this, defined({ basePath }));
    return domain;
  }

  /** @internal */
  measure(options: MetricOptions): {
    readonly scope: IConstruct;
    readonly dimensionsMap: Readonly<Record<string, string>>;
    readonly options: MetricOptions;
  } {
    return { scope: this, dimensionsMap: { ApiId: this.api.apiId, Stage: this.stageName }, options };
  }
}

defineHttpMetrics(HttpStage);
