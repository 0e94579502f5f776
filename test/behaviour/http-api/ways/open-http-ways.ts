import { App, Stack } from 'aws-cdk-lib';
import { renderTemplate } from '../../../../lib/synth/cloudformation/index.js';
import { printOpenApi, renderOpenApi } from '../../../../lib/synth/openapi/document.js';
import { LocalGateway, type LocalGatewayOptions } from '../../../../lib/testing/index.js';
import { HttpApi } from '../../../../lib/index.js';
import type { WrittenFiles } from '../../../support/behaviour.js';
import type { Ways } from '../../ways/compare.js';
import { writeHttpConstructs } from './http-api-constructs.js';
import { toHttpModel } from './http-api-model.js';
import { writeHttpResources } from './http-api-resources.js';
import { writeSam } from './http-api-sam.js';
import { stageOf, type HttpBehaviour, type StageVariables } from './http-api-text.js';

/**
 * The same HTTP API over our body-mode and resource-mode templates, a template of resources written by hand, SAM, our
 * OpenAPI document, constructs with their templates of both definitions, and constructs made of the document.
 */
export async function openHttpWays(
  { api, functions = {} }: HttpBehaviour,
  variables: StageVariables,
  files: WrittenFiles,
  shared: LocalGatewayOptions,
): Promise<Ways> {
  const model = toHttpModel(api, variables);
  const { document } = printOpenApi(renderOpenApi({ ...model, stages: [] }).document);
  const options = { ...shared, functions };
  const open = (way: string, template: unknown): Promise<LocalGateway> =>
    LocalGateway.fromTemplate(files.json(`${api.name}.${way}.json`, template), options);
  return {
    resources: await open('resources', writeHttpResources(api, variables)),
    SAM: await open('sam', writeSam(api, variables, document)),
    'our body': await open('body', renderTemplate(model).template),
    'our resources': await open('our-resources', renderTemplate(model, { definition: 'resources' }).template),
    ...(!isThrottled(api) && {
      'our OpenAPI': await LocalGateway.fromOpenApi(files.json(`${api.name}.openapi.json`, document), {
        ...options,
        stage: stageOf(api),
        stageVariables: variables,
      }),
    }),
    constructs: await LocalGateway.fromStack(writeHttpConstructs(api, variables, 'body'), options),
    'constructs as resources': await LocalGateway.fromStack(writeHttpConstructs(api, variables, 'resources'), options),
    ...(!isThrottled(api) && {
      fromOpenApi: await LocalGateway.fromStack(constructsOf(document, api, variables), options),
    }),
  };
}

/** Constructs made of our document. */
function constructsOf(document: unknown, api: HttpBehaviour['api'], variables: StageVariables): Stack {
  const stack = new Stack(new App(), 'FromOpenApi');
  const httpApi = HttpApi.fromOpenApi(stack, 'Api', { document });
  httpApi.addStage(stageOf(api), { autoDeploy: true, variables });
  return stack;
}

/** Throttles belong to stages, which a document does not have. */
function isThrottled({ throttle, routeThrottles }: HttpBehaviour['api']): boolean {
  return throttle !== undefined || routeThrottles !== undefined;
}
