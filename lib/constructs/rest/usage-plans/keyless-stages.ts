import { Stack, type CfnElement } from 'aws-cdk-lib';
import { CfnUsagePlan } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { diagnostic } from '../../../model/index.js';
import { referencedBy } from '../../tokens.js';
import { annotate } from '../../validation.js';

/** A stage of an API, and its resource. */
export interface PlannedStage {
  readonly name: string;
  readonly resource: CfnElement;
}

/** The parts of an API that a plan may name, and what it requires keys for. */
export interface KeyedApi {
  readonly resource: CfnElement;
  /** `method` of REST APIs, `route` of WebSocket APIs. */
  readonly kind: 'method' | 'route';
  /** The number of methods or routes that require a key. */
  readonly count: () => number;
  readonly stages: () => readonly PlannedStage[];
}

/**
 * Warns, at synth, of stages whose methods require an API key while no usage plan of the app has the stage. The plan may be
 * of any stack and of aws-apigateway; one of another app is not seen, and the warning can be acknowledged.
 */
export function warnOfKeylessStages(api: Construct, { resource, kind, count, stages }: KeyedApi): void {
  api.node.addValidation({
    validate: () => {
      const keyed = count();
      if (keyed === 0) return [];
      const plans = api.node.root.node.findAll().filter((node) => CfnUsagePlan.isCfnUsagePlan(node));
      for (const stage of stages()) {
        if (plans.some((plan) => hasStage(plan, stage, resource))) continue;
        const subject = keyed === 1 ? `A ${kind} requires` : `${keyed} ${kind}s require`;
        const message = `${subject} an API key, and no usage plan of the app has the stage: API Gateway refuses every ${kind === 'method' ? 'call' : 'client'} with 403`;
        annotate(api, diagnostic('usage-plan-missing', { element: `stage ${stage.name}` }, message));
      }
      return [];
    },
  });
}

/** A plan may name the stage by its resource, or the API's resource and the stage's name as a string. */
function hasStage(plan: CfnUsagePlan, { name, resource }: PlannedStage, api: CfnElement): boolean {
  const targets = referencedBy(plan.apiStages, plan);
  if (targets.includes(resource)) return true;
  if (!targets.includes(api)) return false;
  const said = Stack.of(plan).resolve(plan.apiStages) as unknown;
  return Array.isArray(said) && said.some((one: { readonly stage?: unknown }) => one.stage === name);
}
