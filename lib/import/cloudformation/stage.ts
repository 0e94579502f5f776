import {
  HTTP_METHODS,
  parseAccessLogFormat,
  type AccessLogSettings,
  type CanarySettings,
  type MethodSettings,
  type Stage,
  type Throttle,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties, PropertyLog } from './properties.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readRelease } from './release.js';
import { parseSettingsPath } from './settings-path.js';
import { readStageName } from './stage-name.js';
import { withUpdates } from './stage-update.js';

/**
 * The stages of a REST API: those of their own, and those that a deployment makes by its `StageName`.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function readStages(apiId: string, context: ReadContext): readonly Stage[] {
  const updated = (id: string, stage: Stage): Stage => {
    const updates = context.stageUpdates.filter(
      ({ api, stage: named }) => named === id || (api === apiId && named === stage.name),
    );
    if (updates.length === 0) return stage;
    const settings = updates.flatMap(({ methodSettings }) => methodSettings);
    return { ...stage, methodSettings: withUpdates(stage.methodSettings ?? [], settings) };
  };
  const stages = context.resources
    .ofApi(apiId, 'AWS::ApiGateway::Stage')
    .map((resource) => updated(resource.id, readStage(resource, context)));
  const deployed = context.resources.ofApi(apiId, 'AWS::ApiGateway::Deployment').flatMap(readDeploymentStage);
  const names = new Set(stages.map((stage) => stage.name));
  for (const stage of deployed) {
    if (names.has(stage.name)) continue;
    names.add(stage.name);
    stages.push(stage);
  }
  return stages;
}

function readStage(resource: ApiResource, log: PropertyLog): Stage {
  const { id, properties } = resource;
  const name = readStageName(properties) ?? id;
  reportPin(name, properties);
  const release = readRelease(resource, log);
  return {
    ...readSettings(properties, name, readMethodSettings(properties)),
    ...(release !== undefined && { release }),
  };
}

/** A retained deployment is not in the template; the API is served as the template defines it. */
function reportPin(stage: string, properties: Properties): void {
  const deployment = properties.value('DeploymentId');
  if (typeof deployment !== 'string') return;
  const message = `The stage ${stage} serves the deployment ${deployment}, which is not in the template: the API is served as the template defines it`;
  properties.report('not-simulated', 'DeploymentId', message);
}

function readDeploymentStage({ properties }: ApiResource): readonly Stage[] {
  properties.ignore('Description');
  const name = readStageName(properties);
  const description = properties.object('StageDescription');
  if (name === undefined) return [];
  if (description === undefined) return [{ name }];
  // What StageDescription says of methods without naming one is said of all.
  const all = readSettingsOfMethod(description, '*', '*');
  const methods = readMethodSettings(description) ?? [];
  return [readSettings(description, name, all === undefined ? methods : [all, ...methods])];
}

function readSettings(
  properties: Properties,
  name: string,
  methodSettings: readonly MethodSettings[] | undefined,
): Stage {
  const description = properties.text('Description');
  const variables = properties.map('Variables');
  const enabled = properties.boolean('CacheClusterEnabled');
  const sizeGigabytes = properties.value('CacheClusterSize');
  const canary = readCanary(properties.object('CanarySetting'));
  const accessLog = readAccessLog(properties.object('AccessLogSetting'));
  const clientCertificateId = properties.value('ClientCertificateId');
  const tracingEnabled = properties.boolean('TracingEnabled');
  const documentationVersion = properties.value('DocumentationVersion');
  const tags = properties.tags('Tags');
  return {
    name,
    ...defined({ description, variables }),
    ...(methodSettings !== undefined && methodSettings.length > 0 && { methodSettings }),
    ...((enabled !== undefined || sizeGigabytes !== undefined) && {
      cacheCluster: { enabled: enabled ?? false, ...(sizeGigabytes !== undefined && { sizeGigabytes }) },
    }),
    ...defined({ canary, accessLog, clientCertificateId, tracingEnabled, documentationVersion, tags }),
  };
}

function readMethodSettings(properties: Properties): readonly MethodSettings[] | undefined {
  return properties.objects('MethodSettings')?.flatMap((settings) => {
    const path = parseSettingsPath(settings.text('ResourcePath') ?? '/*');
    const httpMethod = settings.knownOneOf('HttpMethod', [...HTTP_METHODS, '*']) ?? '*';
    return readSettingsOfMethod(settings, path, httpMethod) ?? { path, httpMethod };
  });
}

function readSettingsOfMethod(
  properties: Properties,
  path: string,
  httpMethod: MethodSettings['httpMethod'],
): MethodSettings | undefined {
  const throttle = readThrottle(properties.number('ThrottlingRateLimit'), properties.integer('ThrottlingBurstLimit'));
  const enabled = properties.boolean('CachingEnabled');
  const ttlSeconds = properties.integer('CacheTtlInSeconds');
  const encrypted = properties.boolean('CacheDataEncrypted');
  const level = properties.value('LoggingLevel');
  const dataTrace = properties.boolean('DataTraceEnabled');
  const metricsEnabled = properties.boolean('MetricsEnabled');
  const settings = {
    ...(throttle !== undefined && { throttle }),
    ...((enabled !== undefined || ttlSeconds !== undefined || encrypted !== undefined) && {
      caching: {
        ...defined({ enabled, ttlSeconds, encrypted }),
      },
    }),
    ...((level !== undefined || dataTrace !== undefined) && {
      logging: { ...(level !== undefined && { level }), ...(dataTrace !== undefined && { dataTrace }) },
    }),
    ...(metricsEnabled !== undefined && { metricsEnabled }),
  };
  return Object.keys(settings).length === 0 ? undefined : { path, httpMethod, ...settings };
}

export function readThrottle(ratePerSecond: Throttle['ratePerSecond'], burst: Throttle['burst']): Throttle | undefined {
  if (ratePerSecond === undefined && burst === undefined) return undefined;
  return { ...(ratePerSecond !== undefined && { ratePerSecond }), ...(burst !== undefined && { burst }) };
}

function readCanary(properties: Properties | undefined): CanarySettings | undefined {
  if (properties === undefined) return undefined;
  const percentTraffic = properties.number('PercentTraffic');
  const overrides = properties.map('StageVariableOverrides');
  const useStageCache = properties.boolean('UseStageCache');
  const deploymentId = properties.value('DeploymentId');
  return {
    ...defined({ percentTraffic, stageVariableOverrides: overrides, useStageCache, deploymentId }),
  };
}

export function readAccessLog(properties: Properties | undefined): AccessLogSettings | undefined {
  if (properties === undefined) return undefined;
  const destinationArn = properties.value('DestinationArn');
  const format = properties.value('Format');
  return defined({ destinationArn, format: format === undefined ? undefined : parseAccessLogFormat(format) });
}
