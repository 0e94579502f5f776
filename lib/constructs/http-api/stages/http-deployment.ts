import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDeployment } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IDependable } from 'constructs';
import { renderDeploymentProperties } from '../../../synth/cloudformation/index.js';

/**
 * The deployment of an HTTP API as it is declared, for stages that do not deploy by themselves. Its logical id ends with
 * the fingerprint of all that takes effect only when it is deployed, so that a change makes a new one, which these stages
 * then point to; the old ones are kept, to roll back to.
 */
export function makeHttpDeployment(
  api: Construct & { readonly apiId: string },
  fingerprint: () => string,
  dependencies: readonly IDependable[],
): CfnDeployment {
  const deployment = new CfnDeployment(api, 'Deployment', {
    apiId: api.apiId,
    description: Lazy.uncachedString({
      produce: () => renderDeploymentProperties(fingerprint()).Description as string,
    }),
  });
  const stack = Stack.of(api);
  deployment.overrideLogicalId(Lazy.uncachedString({ produce: () => stack.getLogicalId(deployment) + fingerprint() }));
  deployment.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  deployment.node.addDependency(...dependencies);
  return deployment;
}
