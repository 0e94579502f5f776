import { AspectPriority, Aspects, Lazy } from 'aws-cdk-lib';
import { CfnApi, type CfnApiProps } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IDependable } from 'constructs';
import type { HttpApi } from '../../../model/index.js';
import { renderHttpApiProperties, renderHttpApiWithoutBody } from '../../../synth/cloudformation/index.js';
import type { ApiDefinition } from '../../definition/api-definition.js';
import { makeBody } from '../../definition/body.js';
import { BodyDefinition } from '../../definition/body-definition.js';
import { FunctionCycleCheck } from '../../definition/function-cycle.js';
import { defineByResources } from '../../definition/resources/define-by-resources.js';
import { ResourceNodes } from '../../definition/resources/resource-nodes.js';
import { asL1Properties } from '../../l1.js';
import { HTTP_RESOURCES } from './http-resources.js';

/** An HTTP API's resource and its definition. */
export interface MadeHttpDefinition {
  readonly resource: CfnApi;
  readonly definition: ApiDefinition<HttpApi>;
  /** The API as declared, with the tags of its resource where they are part of the definition. */
  readonly declared: () => HttpApi;
  /** Resources that a deployment waits for. */
  readonly dependencies: readonly IDependable[];
}

/** Gives the API as declared, with tags. */
export type DeclaredWithTags = (tags: Readonly<Record<string, string>>) => HttpApi;

export function makeHttpDefinition(
  api: Construct,
  model: DeclaredWithTags,
  definition: 'body' | 'resources' = 'body',
): MadeHttpDefinition {
  return definition === 'resources' ? makeResourceDefinition(api, () => model({})) : makeBodyDefinition(api, model);
}

/**
 * The definition in the `Body` of the API's resource. Tags, which the CDK puts on resources, are part of it:
 * CloudFormation refuses them beside it.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
function makeBodyDefinition(api: Construct, model: DeclaredWithTags): MadeHttpDefinition {
  const declared = (): HttpApi => model(resource.tags.tagValues());
  const body = makeBody(declared);
  const resource = new CfnApi(api, 'Resource', {
    ...(asL1Properties(renderHttpApiProperties()) as CfnApiProps),
    body,
  });
  resource.addPropertyDeletionOverride('Tags');
  const check = new FunctionCycleCheck(
    api,
    { parts: () => [resource], overridden: [resource] },
    declared,
    WAYS_OUT_OF_CIRCLES,
  );
  Aspects.of(api).add(check, { priority: AspectPriority.READONLY });
  const definition = new BodyDefinition<HttpApi>(api, resource, declared, body);
  return { resource, definition, declared, dependencies: [] };
}

/** The definition as resources of their own. */
function makeResourceDefinition(api: Construct, declared: () => HttpApi): MadeHttpDefinition {
  const render = (): CfnApiProps => asL1Properties(renderHttpApiWithoutBody(declared())) as CfnApiProps;
  const resource = new CfnApi(api, 'Resource', {
    ...render(),
    // Its methods and headers follow from routes and authorizers that are added later.
    corsConfiguration: Lazy.any({ produce: () => render().corsConfiguration }),
  });
  const nodes = new ResourceNodes(api, 'Definition', HTTP_RESOURCES, resource);
  const definition = defineByResources(api, {
    resource,
    nodes,
    form: HTTP_RESOURCES,
    declared,
    waysOutOfCircles: WAYS_OUT_OF_CIRCLES,
  });
  return { resource, definition, declared, dependencies: [nodes] };
}

const WAYS_OUT_OF_CIRCLES = [
  "or bind it by a stage variable: new HttpLambdaIntegration(fn, { bind: 'stage-variable' }), authorizers likewise",
  "or set definition: 'resources', with which only integrations and authorizers refer to functions",
];
