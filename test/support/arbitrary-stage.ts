import fc from 'fast-check';
import { HTTP_METHODS, parseAccessLogFormat, type Stage } from '../../lib/model/index.js';
import { booleanValue, mapOf, record, tags, text, textValue, valueOf, word } from './arbitrary-values.js';

export const throttles = record(
  { ratePerSecond: valueOf(fc.integer({ min: 0, max: 10_000 })), burst: valueOf(fc.integer({ min: 0, max: 5000 })) },
  [],
);

export const accessLogs = record(
  {
    destinationArn: textValue,
    format: fc
      .oneof(fc.constantFrom('$context.requestId', '{"ip":"$context.identity.sourceIp"}', '$context.'), textValue)
      .map(parseAccessLogFormat),
  },
  [],
);

/** Stages with every setting. */
export const stages: fc.Arbitrary<Stage> = record<Stage, 'name'>(
  {
    name: word,
    description: text,
    variables: mapOf(word, textValue),
    methodSettings: fc.uniqueArray(
      record(
        {
          path: fc.constantFrom('*', '/', '/pets/{petId}'),
          httpMethod: fc.constantFrom('*' as const, ...HTTP_METHODS),
          throttle: throttles,
          caching: record(
            {
              enabled: booleanValue,
              ttlSeconds: valueOf(fc.integer({ min: 0, max: 3600 })),
              encrypted: booleanValue,
              requireAuthorizationForCacheControl: fc.boolean(),
              unauthorizedCacheControlHeaderStrategy: fc.constantFrom(
                'FAIL_WITH_403' as const,
                'SUCCEED_WITH_RESPONSE_HEADER' as const,
                'SUCCEED_WITHOUT_RESPONSE_HEADER' as const,
              ),
            },
            [],
          ),
          logging: record({ level: valueOf(fc.constantFrom('OFF', 'INFO')), dataTrace: booleanValue }, []),
          metricsEnabled: booleanValue,
        },
        ['path', 'httpMethod'],
      ),
      { maxLength: 2, selector: ({ path, httpMethod }) => `${httpMethod} ${path}` },
    ),
    cacheCluster: record({ enabled: booleanValue, sizeGigabytes: valueOf(fc.constantFrom('0.5', '1.6')) }, ['enabled']),
    canary: record(
      {
        percentTraffic: valueOf(fc.integer({ min: 0, max: 100 })),
        stageVariableOverrides: mapOf(word, textValue),
        useStageCache: booleanValue,
        deploymentId: textValue,
      },
      [],
    ),
    release: record(
      {
        canary: record(
          {
            percentTraffic: valueOf(fc.integer({ min: 0, max: 100 })),
            stageVariableOverrides: mapOf(word, textValue),
            useStageCache: booleanValue,
          },
          [],
        ),
      },
      ['canary'],
    ),
    accessLog: accessLogs,
    clientCertificateId: textValue,
    tracingEnabled: booleanValue,
    documentationVersion: textValue,
    tags,
  },
  ['name'],
);
