import { Lazy, RemovalPolicy, type CfnResource } from 'aws-cdk-lib';
import { renderDeploymentProperties } from '../../synth/cloudformation/index.js';

/**
 * Ends the logical id of a deployment with the fingerprint of all that takes effect only when it is deployed, so that a
 * change makes a new deployment, which stages then point to. The old ones are kept, to roll back to.
 */
export function fingerprintDeployment<D extends CfnResource & { description?: string | undefined }>(
  deployment: D,
  fingerprint: () => string,
): D {
  deployment.description = Lazy.uncachedString({
    produce: () => renderDeploymentProperties(fingerprint()).Description as string,
  });
  deployment.overrideLogicalId(
    Lazy.uncachedString({ produce: () => deployment.stack.getLogicalId(deployment) + fingerprint() }),
  );
  deployment.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return deployment;
}
