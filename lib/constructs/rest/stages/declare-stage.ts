import { CfnDocumentationVersion } from 'aws-cdk-lib/aws-apigateway';
import type { MethodSettings, Stage, StageRelease, Value } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { CanaryProps } from '../releases/canary-props.js';
import { declareAccessLog } from './access-log.js';
import type { StageProps } from './stage-props.js';

/**
 * Declares a stage.
 *
 * @param collected variables of the API's integrations, settings of its methods
 */
export function declareStage(
  name: string,
  props: StageProps,
  collected: {
    readonly variables: Readonly<Record<string, Value<string>>>;
    readonly methodSettings: readonly MethodSettings[];
  },
): Stage {
  const variables = { ...collected.variables, ...props.variables };
  const { tags } = props;
  return {
    name,
    ...defined({
      description: props.description,
      tracingEnabled: props.tracing,
      cacheCluster: props.cache && { enabled: true, sizeGigabytes: props.cache.size },
      accessLog: props.accessLog && declareAccessLog(props.accessLog),
      clientCertificateId: props.clientCertificate?.clientCertificateRef.clientCertificateId,
      documentationVersion: props.documentationVersion && documentationVersion(props.documentationVersion),
    }),
    ...(props.canary !== undefined && { release: declareRelease(props.canary) }),
    ...(tags !== undefined && Object.keys(tags).length > 0 && { tags }),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(collected.methodSettings.length > 0 && { methodSettings: collected.methodSettings }),
  };
}

function declareRelease({ startAt, stageVariableOverrides, useStageCache }: CanaryProps): StageRelease {
  return { canary: { percentTraffic: startAt, ...defined({ stageVariableOverrides, useStageCache }) } };
}

/** A version of this app is named by its own property, since the reference to it also holds the API's id. */
function documentationVersion(version: Exclude<StageProps['documentationVersion'], undefined>): string {
  if (typeof version === 'string') return version;
  return CfnDocumentationVersion.isCfnDocumentationVersion(version)
    ? version.documentationVersion
    : version.documentationVersionRef.documentationVersion;
}
