import { AspectPriority, Aspects } from 'aws-cdk-lib';
import { CfnApi, type CfnApiProps } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { HttpApi } from '../../../model/index.js';
import { renderHttpApiProperties } from '../../../synth/cloudformation/index.js';
import { asL1Properties } from '../../l1.js';
import type { ApiDefinition } from '../../definition/api-definition.js';
import { makeBody } from '../../definition/body.js';
import { BodyDefinition } from '../../definition/body-definition.js';
import { FunctionCycleCheck } from '../../definition/function-cycle.js';

/** An HTTP API's resource and its definition. */
export interface MadeHttpDefinition {
  readonly resource: CfnApi;
  readonly definition: ApiDefinition<HttpApi>;
  /** The API as declared, with the tags of its resource. */
  readonly declared: () => HttpApi;
}

/**
 * The definition in the `Body` of the API's resource. Tags, which the CDK puts on resources, are part
 * of it: CloudFormation refuses them beside it.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
export function makeHttpDefinition(
  api: Construct,
  model: (tags: Readonly<Record<string, string>>) => HttpApi,
): MadeHttpDefinition {
  const declared = (): HttpApi => model(resource.tags.tagValues());
  const body = makeBody(declared);
  const resource = new CfnApi(api, 'Resource', {
    ...(asL1Properties(renderHttpApiProperties()) as CfnApiProps),
    body,
  });
  resource.addPropertyDeletionOverride('Tags');
  const parts = { parts: () => [resource], overridden: [resource] };
  const check = new FunctionCycleCheck(api, parts, declared, WAYS_OUT_OF_CIRCLES);
  Aspects.of(api).add(check, { priority: AspectPriority.READONLY });
  return { resource, definition: new BodyDefinition<HttpApi>(api, resource, declared, body), declared };
}

const WAYS_OUT_OF_CIRCLES = [
  "or bind it by a stage variable: new HttpLambdaIntegration(fn, { bind: 'stage-variable' }), authorizers likewise",
];
