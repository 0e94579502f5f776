import { AspectPriority, Aspects, Lazy } from 'aws-cdk-lib';
import { CfnRestApi, type CfnRestApiProps } from 'aws-cdk-lib/aws-apigateway';
import type { Construct, IDependable } from 'constructs';
import type { RestApi } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { renderRestApiProperties, renderRestApiWithoutBody } from '../../../synth/cloudformation/index.js';
import { asL1Properties } from '../../l1.js';
import type { ApiDefinition } from '../../definition/api-definition.js';
import { makeBody } from '../../definition/body.js';
import { BodyDefinition } from '../../definition/body-definition.js';
import { FunctionCycleCheck } from '../../definition/function-cycle.js';
import { REST_RESOURCES } from './resources/rest-resources.js';
import { DefinitionNodes } from './resources/definition-nodes.js';
import { checkNestedStacks, type NestedStackPaths } from './resources/nested-stack-plan.js';
import { defineByResources } from '../../definition/resources/define-by-resources.js';

/** An API's resource and its definition. */
export interface MadeDefinition {
  readonly resource: CfnRestApi;
  readonly definition: ApiDefinition;
  /** What a deployment waits for. */
  readonly dependencies: readonly IDependable[];
}

/** What a user says about the form of a definition. */
export interface DefinitionProps {
  readonly definition?: 'body' | 'resources';
  readonly nestedStacks?: NestedStackPaths;
}

/** @throws {SluiceError} `nested-stacks-invalid` */
export function makeDefinition(api: Construct, model: () => RestApi, props: DefinitionProps): MadeDefinition {
  if (props.definition === 'resources') return makeResourceDefinition(api, model, props.nestedStacks);
  if (props.nestedStacks !== undefined) {
    throw new SluiceError(
      'nested-stacks-invalid',
      `Cannot divide ${api.node.path} among nested stacks: its definition is one resource`,
      { hint: "Add definition: 'resources', or leave out nestedStacks" },
    );
  }
  return makeBodyDefinition(api, model);
}

/** The definition in the `Body` of the API's resource. */
function makeBodyDefinition(api: Construct, model: () => RestApi): MadeDefinition {
  const body = makeBody(model);
  const properties = asL1Properties(renderRestApiProperties(model())) as CfnRestApiProps;
  const resource = new CfnRestApi(api, 'Resource', { ...properties, body });
  const check = new FunctionCycleCheck(
    api,
    { parts: () => [resource], overridden: [resource] },
    model,
    WAYS_OUT_OF_CIRCLES,
  );
  Aspects.of(api).add(check, { priority: AspectPriority.READONLY });
  return { resource, definition: new BodyDefinition<RestApi>(api, resource, model, body), dependencies: [] };
}

/** The definition as resources of their own. */
function makeResourceDefinition(
  api: Construct,
  model: () => RestApi,
  nestedStacks: NestedStackPaths = {},
): MadeDefinition {
  checkNestedStacks(nestedStacks, api.node.path);
  const render = (): CfnRestApiProps => asL1Properties(renderRestApiWithoutBody(model())) as CfnRestApiProps;
  const resource = new CfnRestApi(api, 'Resource', {
    ...render(),
    // What is added later.
    policy: Lazy.any({ produce: () => render().policy as unknown }),
  });
  const nodes = new DefinitionNodes(api, 'Definition', resource, nestedStacks);
  const definition = defineByResources(api, {
    resource,
    nodes,
    form: REST_RESOURCES,
    declared: model,
    waysOutOfCircles: WAYS_OUT_OF_CIRCLES,
  });
  return { resource, definition, dependencies: [nodes] };
}

const WAYS_OUT_OF_CIRCLES = [
  "or bind it by a stage variable: new LambdaIntegration(fn, { bind: 'stage-variable' }), authorizers likewise",
  "or set definition: 'resources', with which only the methods refer to functions and authorizers",
];
