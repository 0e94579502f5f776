import type { MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { HttpMethod } from '../../../model/index.js';
import { grantExecution } from '../../paths/grant-execution.js';
import { defineHttpMetrics, type IMeasuredHttp } from '../metrics/http-metrics.js';
import { executeArn } from '../../paths/invoke-arn.js';
import { fillPath, type UrlArguments } from '../../paths/url-parameters.js';

/** The API of a route, as far as the route uses it. */
export interface RouteApi extends IConstruct {
  /** The API's id. */
  readonly apiId: string;
  /** The URL of the API's first stage, with a slash at the end. */
  readonly url: string;
  /** The name of the API's first stage. */
  readonly firstStageName: string;
}

/** A stage that serves a route. */
export interface RouteStageUrl {
  /** The URL of the stage, with a slash at the end. */
  readonly url: string;
}

/** The requests that a grant is for. */
export interface RouteGrantOptions {
  /**
   * The stage whose requests are allowed.
   *
   * @default - every stage
   */
  readonly stage?: { readonly stageName: string };
}

/** Where a URL leads. */
export interface RouteUrlOptions {
  /**
   * The stage that the URL leads to.
   *
   * @default - the API's first stage
   */
  readonly stage?: RouteStageUrl;
}

/** Which requests of a route a metric counts. */
export interface RouteMetricOptions extends MetricOptions {
  /**
   * The stage whose requests are counted.
   *
   * @default - the API's first stage
   */
  readonly stage?: { readonly stageName: string };
}

// eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- defineHttpMetrics() below defines the members
export interface Route<P extends string = string> extends IMeasuredHttp<RouteMetricOptions> {}

/**
 * A route of an HTTP API, as `api.get(…)` returns it. It has no construct of its own: in the template, routes are part of
 * the API's definition.
 *
 * @example
 * const getPet = api.get('/pets/{petId}', new HttpLambdaIntegration(handler));
 * getPet.urlFor({ petId: '1' }); // https://{api}.execute-api.{region}.amazonaws.com/pets/1
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineHttpMetrics() below defines the members
export class Route<P extends string = string> {
  /** Use `api.addRoute(…)`. */
  constructor(
    /** The API that the route belongs to. */
    readonly api: RouteApi,
    /** The route's key: `GET /pets/{petId}`, `$default`. */
    readonly routeKey: string,
    /** The route's HTTP method, `ANY` for all without a route of their own. */
    readonly httpMethod: HttpMethod,
    /** The route's path, with its variables; `$default` for the route of that key. */
    readonly path: P,
  ) {}

  /**
   * The ARN that policies name for the route in every stage of the API.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
   */
  get routeArn(): string {
    const { api, httpMethod, path, routeKey } = this;
    return executeArn(api, api.apiId, routeKey === '$default' ? {} : { httpMethod, path });
  }

  /**
   * Allows a role, a user or a group to call the route, which has `Authorizer.IAM`.
   *
   * @example
   * getPet.grantInvoke(role, { stage: beta });
   * @throws {SluiceError} `grant-without-policy` when the grantee has no policy to add to
   */
  grantInvoke(grantee: IGrantable, { stage }: RouteGrantOptions = {}): Grant {
    const { api, httpMethod, path, routeKey } = this;
    const scope = {
      ...(stage !== undefined && { stageName: stage.stageName }),
      ...(routeKey !== '$default' && { httpMethod, path }),
    };
    return grantExecution(api, [executeArn(api, api.apiId, scope)], grantee);
  }

  /** @internal */
  measure({ stage, ...options }: RouteMetricOptions): {
    readonly scope: IConstruct;
    readonly dimensionsMap: Readonly<Record<string, string>>;
    readonly options: MetricOptions;
  } {
    const { api, httpMethod, path, routeKey } = this;
    const dimensionsMap = {
      ApiId: api.apiId,
      // Assumed: the method of $default is $default too.
      Method: routeKey === '$default' ? routeKey : httpMethod,
      Resource: path,
      Stage: stage?.stageName ?? api.firstStageName,
    };
    return { scope: api, dimensionsMap, options };
  }

  /**
   * The route's URL, its path's variables filled in and percent-encoded.
   *
   * @example
   * getPet.urlFor({ petId: 'tom & jerry' }, { stage: beta }); // …/beta/pets/tom%20%26%20jerry
   */
  urlFor(...[parameters, { stage = this.api } = {}]: UrlArguments<P, RouteUrlOptions>): string {
    if (this.routeKey === '$default') return stage.url;
    return stage.url + fillPath(this.path, parameters ?? {}).slice(1);
  }
}
defineHttpMetrics<RouteMetricOptions>(Route);
