import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDeployment, type CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { renderDeploymentProperties } from '../../../synth/cloudformation/index.js';

/**
 * The deployment of an API as it is declared. Its logical id ends with the fingerprint of all that takes effect only when
 * it is deployed, so that a change makes a new one, which every stage then points to; the old ones are kept, to roll
 * back to.
 */
export function makeDeployment(scope: Construct, resource: CfnRestApi, fingerprint: () => string): CfnDeployment {
  const deployment = new CfnDeployment(scope, 'Deployment', {
    restApiId: resource.ref,
    description: Lazy.uncachedString({
      produce: () => renderDeploymentProperties(fingerprint()).Description as string,
    }),
  });
  const stack = Stack.of(scope);
  deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => stack.getLogicalId(deployment) + fingerprint() }));
  deployment.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return deployment;
}
