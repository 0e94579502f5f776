import { AspectPriority, Aspects, type CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Api } from '../../../model/index.js';
import type { DefinitionPiece } from '../../../synth/cloudformation/index.js';
import { FunctionCycleCheck } from '../function-cycle.js';
import { ResourceDefinition } from './resource-definition.js';
import type { ResourceForm } from './resource-form.js';
import type { ResourceNodes } from './resource-nodes.js';

/** An API that is defined by resources of its own. */
export interface ResourceDefinitionParts<A extends Api, P extends DefinitionPiece> {
  /** The API's own resource. */
  readonly resource: CfnResource;
  readonly nodes: ResourceNodes<A, P>;
  readonly form: ResourceForm<A, P>;
  readonly declared: () => A;
  /** What to do about a circle of the definition and a function. */
  readonly waysOutOfCircles: readonly string[];
}

/**
 * Makes the definition of an API as resources of their own. They are made twice over: early enough for tags and the user's
 * aspects to reach them, and in the end for what those aspects declared.
 */
export function defineByResources<A extends Api, P extends DefinitionPiece>(
  api: Construct,
  { resource, nodes, form, declared, waysOutOfCircles }: ResourceDefinitionParts<A, P>,
): ResourceDefinition<A> {
  for (const priority of [AspectPriority.MUTATING, AspectPriority.READONLY]) {
    Aspects.of(api).add({ visit: (node) => node === api && nodes.ensure(declared()) }, { priority });
  }
  const parts = { parts: () => nodes.all().map(({ watched }) => watched.resource), overridden: [] };
  Aspects.of(api).add(new FunctionCycleCheck(api, parts, declared, waysOutOfCircles), {
    priority: AspectPriority.READONLY,
  });
  return new ResourceDefinition<A>(api, resource, nodes, form, declared);
}
