import { Token } from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/**
 * The metrics that API Gateway writes for a REST API, with the statistic that gives their total or, of latencies, their
 * average.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export const CANNED_METRICS = {
  count: { metricName: 'Count', statistic: Stats.SAMPLE_COUNT },
  clientError: { metricName: '4XXError', statistic: Stats.SUM },
  serverError: { metricName: '5XXError', statistic: Stats.SUM },
  latency: { metricName: 'Latency', statistic: Stats.AVERAGE },
  integrationLatency: { metricName: 'IntegrationLatency', statistic: Stats.AVERAGE },
  cacheHitCount: { metricName: 'CacheHitCount', statistic: Stats.SUM },
  cacheMissCount: { metricName: 'CacheMissCount', statistic: Stats.SUM },
} as const;

/** A metric of API Gateway with the dimensions that name its API, stage or method. */
export function apiGatewayMetric(
  scope: IConstruct,
  dimensionsMap: Readonly<Record<string, string>>,
  metric: { readonly metricName: string; readonly statistic?: string },
  options: MetricOptions = {},
): Metric {
  return new Metric({ namespace: 'AWS/ApiGateway', dimensionsMap, ...metric, ...options }).attachTo(scope);
}

/**
 * The value of the dimension `ApiName`.
 *
 * Documented: API Gateway removes the characters outside of ASCII, and takes the API's id where none is left
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html).
 */
export function apiNameDimension(api: { readonly restApiName: string; readonly restApiId: string }): string {
  if (Token.isUnresolved(api.restApiName)) return api.restApiName;
  const ascii = api.restApiName.replace(/[^\x20-\x7E]/g, '');
  return ascii === '' ? api.restApiId : ascii;
}
