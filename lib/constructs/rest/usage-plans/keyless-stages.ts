import { Stack } from 'aws-cdk-lib';
import { CfnUsagePlan, type CfnRestApi, type CfnStage } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { diagnostic, walkMethods, type RestApi } from '../../../model/index.js';
import { referencedBy } from '../../tokens.js';
import { annotate } from '../../validation.js';

/** A stage of an API, and its resource. */
export interface PlannedStage {
  readonly name: string;
  readonly resource: CfnStage;
}

/**
 * Warns, at synth, of stages whose methods require an API key while no usage plan of the app has the stage. The plan may be
 * of any stack and of aws-apigateway; one of another app is not seen, and the warning can be acknowledged.
 */
export function warnOfKeylessStages(
  api: Construct,
  resource: CfnRestApi,
  model: () => RestApi,
  stages: () => readonly PlannedStage[],
): void {
  api.node.addValidation({
    validate: () => {
      const count = countKeyed(model());
      if (count === 0) return [];
      const plans = api.node.root.node.findAll().filter((node) => CfnUsagePlan.isCfnUsagePlan(node));
      for (const stage of stages()) {
        if (plans.some((plan) => hasStage(plan, stage, resource))) continue;
        const methods = count === 1 ? 'A method requires' : `${count} methods require`;
        const message = `${methods} an API key, and no usage plan of the app has the stage: API Gateway refuses every call with 403`;
        annotate(api, diagnostic('usage-plan-missing', { element: `stage ${stage.name}` }, message));
      }
      return [];
    },
  });
}

function countKeyed(api: RestApi): number {
  let count = 0;
  walkMethods(api, ({ apiKeyRequired }) => {
    if (apiKeyRequired === true) count += 1;
  });
  return count;
}

/** A plan may name the stage by its resource, or the API's resource and the stage's name as a string. */
function hasStage(plan: CfnUsagePlan, { name, resource }: PlannedStage, api: CfnRestApi): boolean {
  const targets = referencedBy(plan.apiStages, plan);
  if (targets.includes(resource)) return true;
  if (!targets.includes(api)) return false;
  const said = Stack.of(plan).resolve(plan.apiStages) as unknown;
  return Array.isArray(said) && said.some((one: { readonly stage?: unknown }) => one.stage === name);
}
