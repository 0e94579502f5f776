import { Histogram } from './histogram.js';

/**
 * What a metric is about, in CloudWatch's names.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export type MetricDimensions = RestMetricDimensions | HttpApiMetricDimensions;

export interface RestMetricDimensions extends StageDimensions {
  readonly ApiName: string;
}

export interface HttpApiMetricDimensions extends StageDimensions {
  readonly ApiId: string;
}

interface StageDimensions {
  readonly Stage?: string;
  readonly Method?: string;
  readonly Resource?: string;
}

/** A request as metrics count it. */
export interface RequestOutcome {
  readonly status: number;
  readonly latencyMs: number;
  /** Undefined: no backend was called. */
  readonly integrationLatencyMs: number | undefined;
  /** Undefined: no cache was asked. */
  readonly cache: 'hit' | 'miss' | undefined;
  /** Bytes of the request and of the response; counted for HTTP APIs. */
  readonly dataProcessedBytes?: number;
}

/** The metrics of all requests with the same dimensions. Adding a request costs the same however many there were. */
export class RequestMetrics {
  clientErrors = 0;
  serverErrors = 0;
  cacheHits = 0;
  cacheMisses = 0;
  dataProcessedBytes = 0;
  readonly latency = new Histogram();
  readonly integrationLatency = new Histogram();

  constructor(readonly dimensions: MetricDimensions) {}

  /** Each request has a latency. */
  get count(): number {
    return this.latency.count;
  }

  add({ status, latencyMs, integrationLatencyMs, cache, dataProcessedBytes = 0 }: RequestOutcome): void {
    if (status >= 500) this.serverErrors++;
    else if (status >= 400) this.clientErrors++;
    if (cache === 'hit') this.cacheHits++;
    else if (cache === 'miss') this.cacheMisses++;
    this.dataProcessedBytes += dataProcessedBytes;
    this.latency.add(latencyMs);
    if (integrationLatencyMs !== undefined) this.integrationLatency.add(integrationLatencyMs);
  }
}

export interface WebSocketDimensions {
  readonly ApiId: string;
  readonly Stage?: string;
  readonly Route?: string;
}

/**
 * The metrics of the connections of a WebSocket API with the same dimensions.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export class WebSocketMetrics {
  connects = 0;
  messages = 0;
  integrationErrors = 0;
  clientErrors = 0;
  executionErrors = 0;
  readonly integrationLatency = new Histogram();

  constructor(readonly dimensions: WebSocketDimensions) {}
}

/** CloudWatch's metrics of what a gateway serves, since it started. */
export class Metrics {
  private readonly byDimensions = new Map<string, RequestMetrics>();
  private readonly ofConnections = new Map<string, WebSocketMetrics>();

  /** The metrics with these dimensions; they are kept from deployment to deployment. */
  of(dimensions: MetricDimensions): RequestMetrics {
    const key = JSON.stringify(dimensions);
    let metrics = this.byDimensions.get(key);
    if (metrics === undefined) this.byDimensions.set(key, (metrics = new RequestMetrics(dimensions)));
    return metrics;
  }

  list(): readonly RequestMetrics[] {
    return [...this.byDimensions.values()];
  }

  /** The same for the connections of WebSocket APIs. */
  ofWebSocket(dimensions: WebSocketDimensions): WebSocketMetrics {
    const key = JSON.stringify(dimensions);
    let metrics = this.ofConnections.get(key);
    if (metrics === undefined) this.ofConnections.set(key, (metrics = new WebSocketMetrics(dimensions)));
    return metrics;
  }

  listWebSocket(): readonly WebSocketMetrics[] {
    return [...this.ofConnections.values()];
  }
}
