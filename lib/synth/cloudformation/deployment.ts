import type { Value } from '../../model/index.js';

/** The properties of an `AWS::ApiGateway::Deployment` beside the API that it is of. */
export interface DeploymentProperties {
  readonly Description: Value<string>;
}

/** What every kept deployment says about itself, so that it is found again: the fingerprint, never a time. */
export function renderDeploymentProperties(fingerprint: string): DeploymentProperties {
  return { Description: `sluice ${fingerprint}` };
}

/**
 * The resource attributes that keep a deployment when it is replaced: without them there is nothing to roll back to. A
 * deployment that a failed first creation leaves behind is taken away.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const DEPLOYMENT_RETENTION = {
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
} as const;
