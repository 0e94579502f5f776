import type { Document, Stage, Value } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { renderMethodSettings, type MethodSettingProperties } from './method-settings.js';
import { renderTags } from './rest-api.js';

/** The properties of an `AWS::ApiGateway::Stage` beside the API and the deployment that it belongs to. */
export interface StageProperties {
  readonly StageName: string;
  readonly AccessLogSetting?: { readonly DestinationArn?: Value<string>; readonly Format?: Value<string> };
  readonly CacheClusterEnabled: Value<boolean>;
  readonly CacheClusterSize?: Value<string>;
  readonly ClientCertificateId?: Value<string>;
  readonly Description?: Value<string>;
  readonly DocumentationVersion?: Value<string>;
  readonly MethodSettings?: readonly MethodSettingProperties[];
  readonly Tags?: readonly Document[];
  readonly TracingEnabled?: Value<boolean>;
  readonly Variables?: Readonly<Record<string, Value<string>>>;
}

/**
 * What a stage says for itself.
 *
 * A cache that is no longer wanted is written as off, for CloudFormation leaves one standing that a template is merely
 * silent about. A canary is never written: CloudFormation does not take it away again, and refuses to move a stage that
 * has one (https://github.com/aws/aws-cdk/issues/33901).
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function renderStageProperties(stage: Stage): StageProperties {
  const { accessLog, cacheCluster, methodSettings = [] } = stage;
  return {
    StageName: stage.name,
    ...defined({
      AccessLogSetting: accessLog && defined({ DestinationArn: accessLog.destinationArn, Format: accessLog.format }),
    }),
    CacheClusterEnabled: cacheCluster?.enabled ?? false,
    ...defined({
      CacheClusterSize: cacheCluster?.sizeGigabytes,
      ClientCertificateId: stage.clientCertificateId,
      Description: stage.description,
      DocumentationVersion: stage.documentationVersion,
      MethodSettings: methodSettings.length === 0 ? undefined : methodSettings.map(renderMethodSettings),
      Tags: renderTags(stage.tags),
      TracingEnabled: stage.tracingEnabled,
      Variables: stage.variables,
    }),
  };
}
