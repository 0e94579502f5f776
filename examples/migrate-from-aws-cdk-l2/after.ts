import { CfnOutput, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ApiKey, Quota } from '../../lib/index.js';
import { makeParts } from './parts.js';
import { defineWithSluice } from './with-sluice.js';

const parts = makeParts();
export const { stack } = parts;

// Under the construct id of before, the API keeps its logical id.
const { api, prod } = defineWithSluice(parts, 'Pets');
const plan = prod.addUsagePlan('Basic', { quota: Quota.perMonth(10_000) });
const mobile = new ApiKey(api, 'Mobile');

// These keep the logical ids of before by name: under others, CloudFormation makes them anew before it deletes the old ones.
keepLogicalId(prod, 'PetsDeploymentStageprod12FF68EE');
keepLogicalId(plan, 'PetsBasicCAFDE884');
keepLogicalId(mobile, 'PetsMobileEC0B0229');
plan.addApiKey(mobile, { overrideLogicalId: 'PetsBasicUsagePlanKeyResourcePetstorePetsMobile6076AF4BD7EEE8A2' });
new CfnOutput(api, 'Endpoint', { value: api.url }).overrideLogicalId('PetsEndpoint080548AF');

function keepLogicalId({ node }: IConstruct, logicalId: string): void {
  (node.defaultChild as CfnResource).overrideLogicalId(logicalId);
}
