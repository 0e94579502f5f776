import { printAccessLogFormat, type AccessLogSettings, type Stage, type Value } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { renderMethodSettings, type MethodSettingProperties } from './method-settings.js';

/** The properties of an `AWS::ApiGateway::Stage` beside its API, its deployment and its tags; `undefined`: not set. */
export interface StageProperties {
  readonly StageName: string;
  readonly AccessLogSetting: { readonly DestinationArn?: Value<string>; readonly Format?: Value<string> } | undefined;
  readonly CacheClusterEnabled: Value<boolean>;
  readonly CacheClusterSize: Value<string> | undefined;
  readonly ClientCertificateId: Value<string> | undefined;
  readonly Description: Value<string> | undefined;
  readonly DocumentationVersion: Value<string> | undefined;
  readonly MethodSettings: readonly MethodSettingProperties[] | undefined;
  readonly TracingEnabled: Value<boolean> | undefined;
  readonly Variables: Readonly<Record<string, Value<string>>> | undefined;
}

/**
 * Renders a stage's own settings.
 *
 * A cache that is no longer declared is written as off: CloudFormation leaves one in place that a template does not
 * mention. A canary is never written: CloudFormation does not take it away again, and refuses to move a stage that
 * has one (https://github.com/aws/aws-cdk/issues/33901).
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function renderStageProperties(stage: Stage): StageProperties {
  const { accessLog, cacheCluster, methodSettings = [] } = stage;
  return {
    StageName: stage.name,
    AccessLogSetting: accessLog && renderAccessLog(accessLog),
    CacheClusterEnabled: cacheCluster?.enabled ?? false,
    CacheClusterSize: cacheCluster?.sizeGigabytes,
    ClientCertificateId: stage.clientCertificateId,
    Description: stage.description,
    DocumentationVersion: stage.documentationVersion,
    MethodSettings: methodSettings.length === 0 ? undefined : methodSettings.map(renderMethodSettings),
    TracingEnabled: stage.tracingEnabled,
    Variables: stage.variables,
  };
}

function renderAccessLog({ destinationArn, format }: AccessLogSettings): StageProperties['AccessLogSetting'] {
  return defined({ DestinationArn: destinationArn, Format: format && printAccessLogFormat(format) });
}
