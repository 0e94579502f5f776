import { Names } from 'aws-cdk-lib';
import { CfnUsagePlanKey, type AddApiKeyOptions, type IApiKeyRef, type IUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { SluiceError } from '../../../support/sluice-error.js';
import type { ApiKeyProps } from './api-key-props.js';
import { ApiKey } from './api-key.js';

/** Makes an API key below a plan, and adds it to the plan. */
export function makeApiKey(plan: IUsagePlan, id: string, props: ApiKeyProps): ApiKey {
  const key = new ApiKey(plan, id, props);
  joinKey(key, 'PlanKey', key, plan);
  return key;
}

/**
 * Adds an existing API key to a plan. The logical id of the UsagePlanKey depends on the paths of the two, not on any order:
 * CloudFormation creates a resource under a new id before it deletes the one under the old id, and API Gateway refuses to add
 * a key to a plan twice.
 *
 * @throws SluiceError `api-key-already-in-plan`
 */
export function joinApiKey(plan: IUsagePlan, key: IApiKeyRef, { overrideLogicalId }: AddApiKeyOptions): void {
  const id = `Key-${Names.nodeUniqueId(key.node)}`;
  if (plan.node.tryFindChild(id) !== undefined) {
    throw new SluiceError(
      'api-key-already-in-plan',
      `Cannot add the API key ${key.node.path} to the usage plan ${plan.node.path}: the plan has it already`,
    );
  }
  const joint = joinKey(plan, id, key, plan);
  if (overrideLogicalId !== undefined) joint.overrideLogicalId(overrideLogicalId);
}

function joinKey(scope: Construct, id: string, key: IApiKeyRef, plan: IUsagePlan): CfnUsagePlanKey {
  return new CfnUsagePlanKey(scope, id, {
    keyId: key.apiKeyRef.apiKeyId,
    keyType: 'API_KEY',
    usagePlanId: plan.usagePlanId,
  });
}
