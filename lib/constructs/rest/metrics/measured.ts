import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * Something whose requests API Gateway counts and measures in CloudWatch: an API, a stage, a method or a route.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export interface IMeasuredRequests<Options extends MetricOptions = MetricOptions> {
  /** A metric of the namespace `AWS/ApiGateway` by its name. */
  metric(metricName: string, options?: Options): Metric;

  /** The number of requests. */
  metricCount(options?: Options): Metric;

  /** The number of responses with a 4XX status; the average is their share of all responses. */
  metricClientError(options?: Options): Metric;

  /** The number of responses with a 5XX status; the average is their share of all responses. */
  metricServerError(options?: Options): Metric;

  /** The average time in milliseconds from a request to its response. */
  metricLatency(options?: Options): Metric;

  /** The average time in milliseconds that the integration takes. */
  metricIntegrationLatency(options?: Options): Metric;
}

/**
 * Something of a REST API whose requests API Gateway counts and measures in CloudWatch.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export interface IMeasured<Options extends MetricOptions = MetricOptions> extends IMeasuredRequests<Options> {
  /** The number of responses from the cache. */
  metricCacheHitCount(options?: Options): Metric;

  /** The number of requests that the cache has no response for. */
  metricCacheMissCount(options?: Options): Metric;
}
