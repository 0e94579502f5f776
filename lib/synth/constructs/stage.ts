import { printAccessLogFormat, type MethodSettings, type Stage, type Value } from '../../model/index.js';
import { call, code, listOf, objectOf, textOf, withoutEmptyEnd, type Expression } from './expression.js';
import type { Names } from './names.js';
import { writeFlag, writeNumber } from './scalar.js';
import { writeStageVariables } from './stage-variables.js';
import { constant, statement, type Statement } from './statement.js';
import type { ValueWriter } from './value-writer.js';

/** A stage as statements: what its props say, then what only its resource says. */
export function writeStage(stage: Stage, names: Names, writer: ValueWriter): readonly Statement[] {
  const forAll = settingsForAll(stage.methodSettings ?? []);
  const props = objectOf({
    description: stage.description === undefined ? undefined : textOf(stage.description),
    variables: writeStageVariables(stage, writer),
    ...forAll,
    tracing: typeof stage.tracingEnabled === 'boolean' ? code(String(stage.tracingEnabled)) : undefined,
    documentationVersion:
      stage.documentationVersion === undefined ? undefined : writer.value(stage.documentationVersion),
    canary: stage.release === undefined ? undefined : canaryOf(stage.release, writer),
    tags: stage.tags === undefined ? undefined : writer.record(stage.tags),
  });
  const added = call('api.addStage', ...withoutEmptyEnd([textOf(stage.name), props]));
  const { accessLog, cacheCluster, methodSettings = [] } = stage;
  const own: readonly (readonly [member: string, value: Expression | undefined])[] = [
    [
      'methodSettings',
      methodSettings.length === 0 || forAll !== undefined
        ? undefined
        : listOf(methodSettings.map((settings) => methodSettingsOf(settings, writer))),
    ],
    [
      'cacheClusterEnabled',
      cacheCluster === undefined || cacheCluster.enabled === false
        ? undefined
        : writeFlag(cacheCluster.enabled, writer),
    ],
    [
      'cacheClusterSize',
      cacheCluster?.sizeGigabytes === undefined ? undefined : writer.value(cacheCluster.sizeGigabytes),
    ],
    [
      'accessLogSetting',
      accessLog &&
        objectOf({
          destinationArn: accessLog.destinationArn === undefined ? undefined : writer.value(accessLog.destinationArn),
          format: accessLog.format === undefined ? undefined : writer.value(printAccessLogFormat(accessLog.format)),
        }),
    ],
    [
      'clientCertificateId',
      stage.clientCertificateId === undefined ? undefined : writer.value(stage.clientCertificateId),
    ],
    ['tracingEnabled', typeof stage.tracingEnabled === 'object' ? writeFlag(stage.tracingEnabled, writer) : undefined],
  ];
  const set = own.filter((member): member is [string, Expression] => member[1] !== undefined);
  if (set.length === 0) return [statement(added)];
  writer.imports.useType('CfnStage', 'aws-cdk-lib/aws-apigateway');
  const name = names.take(`${stage.name} stage`);
  return [
    constant(name, added),
    { kind: 'code', code: `const ${name}Resource = ${name}.node.defaultChild as CfnStage;` },
    ...set.map(([member, value]): Statement => ({ kind: 'assign', target: `${name}Resource.${member}`, value })),
  ];
}

/** The settings of all methods as a stage's props say them; undefined where they cannot. */
function settingsForAll(settings: readonly MethodSettings[]): Readonly<Record<string, Expression>> | undefined {
  const [only] = settings;
  if (only === undefined || settings.length > 1 || only.path !== '*' || only.httpMethod !== '*') return undefined;
  const { throttle, logging, metricsEnabled, caching } = only;
  const { ratePerSecond, burst } = throttle ?? {};
  if (caching !== undefined || [ratePerSecond, burst].some((limit) => typeof limit === 'object')) return undefined;
  if (typeof metricsEnabled === 'object') return undefined;
  const isLevel = typeof logging?.level === 'string' && ['OFF', 'ERROR', 'INFO'].includes(logging.level);
  if (logging !== undefined && !(isLevel && typeof logging.dataTrace === 'boolean')) return undefined;
  if (throttle === undefined && logging === undefined && metricsEnabled === undefined) return undefined;
  return Object.fromEntries(
    Object.entries({
      throttle: throttle && objectOf({ rateLimit: count(ratePerSecond), burstLimit: count(burst) }),
      logging:
        logging &&
        objectOf({
          level: textOf(typeof logging.level === 'string' ? logging.level : 'OFF'),
          dataTrace: logging.dataTrace === true ? code('true') : undefined,
        }),
      metrics: metricsEnabled === undefined ? undefined : code(String(metricsEnabled)),
    }).filter((entry): entry is [string, ReturnType<typeof objectOf>] => entry[1] !== undefined),
  );
}

function count(limit: Value<number> | undefined): Expression | undefined {
  return typeof limit === 'number' ? code(String(limit)) : undefined;
}

function methodSettingsOf(settings: MethodSettings, writer: ValueWriter): Expression {
  const { path, httpMethod, throttle, caching, logging, metricsEnabled } = settings;
  return objectOf({
    resourcePath: textOf(path === '*' ? '/*' : `/${path.replaceAll('/', '~1')}`),
    httpMethod: textOf(httpMethod),
    throttlingRateLimit: writeNumber(throttle?.ratePerSecond, writer),
    throttlingBurstLimit: writeNumber(throttle?.burst, writer),
    cachingEnabled: caching?.enabled === undefined ? undefined : writeFlag(caching.enabled, writer),
    cacheTtlInSeconds: writeNumber(caching?.ttlSeconds, writer),
    cacheDataEncrypted: caching?.encrypted === undefined ? undefined : writeFlag(caching.encrypted, writer),
    loggingLevel: logging?.level === undefined ? undefined : writer.value(logging.level),
    dataTraceEnabled: logging?.dataTrace === undefined ? undefined : writeFlag(logging.dataTrace, writer),
    metricsEnabled: metricsEnabled === undefined ? undefined : writeFlag(metricsEnabled, writer),
  });
}

function canaryOf({ canary }: Exclude<Stage['release'], undefined>, writer: ValueWriter): Expression {
  const { percentTraffic, stageVariableOverrides, useStageCache } = canary;
  return objectOf({
    startAt: writeNumber(percentTraffic ?? 0, writer),
    stageVariableOverrides: stageVariableOverrides && writer.record(stageVariableOverrides),
    useStageCache: typeof useStageCache === 'boolean' ? code(String(useStageCache)) : undefined,
  });
}
