/** Checked by the compiler alone: every line below an expected error has to be one, every other has to be none. */
import { Duration } from 'aws-cdk-lib';
import type { DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AccessLogFormat, CacheSize, type Method, type RestApi, type Stage } from '../../lib/index.js';

declare const api: RestApi;
declare const prod: Stage;
declare const method: Method;
declare const logGroup: LogGroup;
declare const deliveryStream: DeliveryStream;

api.addStage('log', { accessLog: { logGroup, format: AccessLogFormat.clf() } });
api.addStage('stream', { accessLog: { deliveryStream } });
// @ts-expect-error one destination
api.addStage('both', { accessLog: { logGroup, deliveryStream } });
// @ts-expect-error a destination
api.addStage('neither', { accessLog: { format: AccessLogFormat.json() } });

api.addStage('sized', { cache: { size: CacheSize.GB_0_5, invalidation: { via: 'custom-resource' } } });
// @ts-expect-error not a size that API Gateway has
api.addStage('other', { cache: { size: '1' } });
// @ts-expect-error not a strategy that API Gateway has
api.addStage('strategy', { cache: { size: '0.5', invalidation: { unauthorizedCacheControlHeaderStrategy: 'FAIL' } } });
// @ts-expect-error a canary has a percentage
api.addStage('canary', { canary: { stageVariableOverrides: { release: 'next' } } });

prod.configure(method, { cache: { ttl: Duration.minutes(1) } }).configure(method, { cache: false, metrics: true });
// @ts-expect-error a cache that is on has a TTL of its own
prod.configure(method, { cache: true });
