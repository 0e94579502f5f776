import { Resource, Token } from 'aws-cdk-lib';
import type { RestApiBase as AwsRestApiBase, RestApiReference } from 'aws-cdk-lib/aws-apigateway';
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, type AddToResourcePolicyResult, type IGrantable, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { HttpMethod } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { apiGatewayMetric, apiNameDimension, CANNED_METRICS } from '../metrics/canned-metrics.js';
import { RestApiFacade } from '../rest-api-facade.js';
import { invokeArn, type InvokeScope } from '../../paths/invoke-arn.js';
import { refuseUseAsClass } from './class-only-members.js';
import type { IRestApi } from './rest-api-interface.js';

/** What the APIs of this app and of others have in common: ARNs, permissions to call them, and metrics. */
export abstract class RestApiBase extends Resource implements IRestApi {
  abstract readonly restApiId: string;
  abstract readonly restApiName: string;
  abstract readonly restApiRootResourceId: string;
  abstract readonly url: string;
  abstract readonly firstStageName: string;

  /** Adds to the policy of who may call the API. */
  abstract addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;

  /** The API by its id, as L1 constructs of aws-cdk-lib take it. */
  get restApiRef(): RestApiReference {
    return { restApiId: this.restApiId };
  }

  /**
   * The API as constructs take it that were written for aws-apigateway's own: `RestApiOrigin`, the events target, usage
   * plans, `route53-targets`. It makes no resource.
   */
  asRestApi(): AwsRestApiBase {
    const made = this.node.tryFindChild('RestApi');
    return made instanceof RestApiFacade ? made : new RestApiFacade(this, 'RestApi', this.nameOfFacade());
  }

  /**
   * The ARN by which IAM policies and Lambda permissions name methods of the API.
   *
   * @example
   * api.arnForExecuteApi('GET', '/pets/{petId}', 'prod');
   * // arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/GET/pets/*
   */
  arnForExecuteApi(method = '*', path = '/*', stage = '*'): string {
    if (!Token.isUnresolved(path) && !path.startsWith('/')) {
      throw new SluiceError(
        'invalid-path',
        `The path "${path}" of an ARN of ${this.node.path} has no slash at its beginning`,
        {
          hint: `Write "/${path}"`,
        },
      );
    }
    return invokeArn(this, {
      httpMethod: method === '*' ? 'ANY' : (method.toUpperCase() as HttpMethod),
      path,
      stageName: stage,
    });
  }

  /**
   * Allows a role, a user or a group to call methods that have `Authorizer.IAM`.
   *
   * @example
   * api.grantInvoke(role, { httpMethod: 'GET', path: '/pets/{petId}' });
   * @throws {SluiceError} `grant-needs-resource-policy` when the grantee has no policy to add to
   */
  grantInvoke(grantee: IGrantable, scope: InvokeScope = {}): Grant {
    const resourceArns = [invokeArn(this, scope)];
    const grant = Grant.addToPrincipal({ grantee, actions: ['execute-api:Invoke'], resourceArns });
    if (!grant.success) {
      throw new SluiceError(
        'grant-needs-resource-policy',
        `Cannot grant the grantee to call ${this.node.path}: it has no policy to add to`,
        {
          hint: "Allow it in the API's resource policy: api.addToResourcePolicy(…), which every caller is then checked against",
        },
      );
    }
    return grant;
  }

  /** A metric of the namespace `AWS/ApiGateway` for all stages of the API. */
  metric(metricName: string, options?: MetricOptions): Metric {
    return this.canned({ metricName }, options);
  }

  /** The number of requests to all stages. */
  metricCount(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.count, options);
  }

  /** The number of responses with a 4XX status; the average is their share of all responses. */
  metricClientError(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.clientError, options);
  }

  /** The number of responses with a 5XX status; the average is their share of all responses. */
  metricServerError(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.serverError, options);
  }

  /** The average time in milliseconds from a request to its response. */
  metricLatency(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.latency, options);
  }

  /** The average time in milliseconds that the integration takes. */
  metricIntegrationLatency(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.integrationLatency, options);
  }

  /** The number of responses from the caches of all stages. */
  metricCacheHitCount(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.cacheHitCount, options);
  }

  /** The number of requests that the caches have no response for. */
  metricCacheMissCount(options?: MetricOptions): Metric {
    return this.canned(CANNED_METRICS.cacheMissCount, options);
  }

  /** The name of the API that aws-apigateway's constructs take, for its metrics. */
  protected nameOfFacade(): string {
    return apiNameDimension(this);
  }

  private canned(
    metric: { readonly metricName: string; readonly statistic?: string },
    options?: MetricOptions,
  ): Metric {
    return apiGatewayMetric(this, { ApiName: apiNameDimension(this) }, metric, options);
  }
}
refuseUseAsClass(RestApiBase.prototype);
