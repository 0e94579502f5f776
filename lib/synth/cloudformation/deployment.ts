import { fingerprint, type Document, type Value } from '../../model/index.js';

/** The properties of an `AWS::ApiGateway::Deployment` beside the API that it is of. */
export interface DeploymentProperties {
  readonly Description: Value<string>;
}

/** What every kept deployment says about itself, so that it is found again: the fingerprint, never a time. */
export function renderDeploymentProperties(print: string): DeploymentProperties {
  return { Description: `sluice ${print}` };
}

/**
 * Changes with everything that a deployment of the API takes a snapshot of, and with nothing else. It covers the
 * properties as the template has them in the end, whoever wrote them; their order does not count. Tags act at once.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/updating-api.html
 *
 * @param properties of the `AWS::ApiGateway::RestApi`
 * @param resources the definition's own, where it is not in the API's `Body`
 */
export function deploymentFingerprint(
  properties: Readonly<Record<string, Document>>,
  resources?: Readonly<Record<string, Document>>,
): string {
  const { Tags: _tags, ...deployed } = properties;
  return fingerprint(resources === undefined ? deployed : { ...deployed, resources });
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
