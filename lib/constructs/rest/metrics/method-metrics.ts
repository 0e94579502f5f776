import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { apiGatewayMetric, apiNameDimension, CANNED_METRICS } from './canned-metrics.js';
import type { MeasuredRoute } from './measured-methods.js';
import type { IMeasured } from './measured.js';

/** Which requests of a method a metric counts. */
export interface MethodMetricOptions extends MetricOptions {
  /**
   * The stage whose requests are counted.
   *
   * @default - the API's first stage
   */
  readonly stage?: { readonly stageName: string };
}

/** The API of a measured method. */
export interface MeasuredApi extends IConstruct {
  /** The API's id. */
  readonly restApiId: string;
  /** The API's name, by which CloudWatch knows it. */
  readonly restApiName: string;
  /** The name of the stage whose metrics are meant where none is named. */
  readonly firstStageName: string;
  /** @internal */
  noteMeasured?(route: MeasuredRoute): void;
}

/**
 * The metrics of one method. API Gateway writes them in stages that have `metrics: true` for the method.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export abstract class MethodMetrics implements IMeasured<MethodMetricOptions> {
  /** The API that the method belongs to. */
  abstract readonly api: MeasuredApi;
  /** The method's HTTP method. */
  abstract readonly httpMethod: string;
  /** The method's path, with its variables. */
  abstract readonly path: string;

  /** A metric of the namespace `AWS/ApiGateway` by its name. */
  metric(metricName: string, options?: MethodMetricOptions): Metric {
    return this.canned({ metricName }, options);
  }

  /** The number of requests. */
  metricCount(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.count, options);
  }

  /** The number of responses with a 4XX status; the average is their share of all responses. */
  metricClientError(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.clientError, options);
  }

  /** The number of responses with a 5XX status; the average is their share of all responses. */
  metricServerError(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.serverError, options);
  }

  /** The average time in milliseconds from a request to its response. */
  metricLatency(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.latency, options);
  }

  /** The average time in milliseconds that the integration takes. */
  metricIntegrationLatency(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.integrationLatency, options);
  }

  /** The number of responses from the cache. */
  metricCacheHitCount(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.cacheHitCount, options);
  }

  /** The number of requests that the cache has no response for. */
  metricCacheMissCount(options?: MethodMetricOptions): Metric {
    return this.canned(CANNED_METRICS.cacheMissCount, options);
  }

  private canned(
    metric: { readonly metricName: string; readonly statistic?: string },
    { stage, ...options }: MethodMetricOptions = {},
  ): Metric {
    this.api.noteMeasured?.({ httpMethod: this.httpMethod, path: this.path });
    const dimensions = {
      ApiName: apiNameDimension(this.api),
      Stage: stage?.stageName ?? this.api.firstStageName,
      Method: this.httpMethod,
      Resource: this.path,
    };
    return apiGatewayMetric(this.api, dimensions, metric, options);
  }
}
