import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { RestApi, type Stage } from '../../../lib/index.js';
import { environmentOf, resolveStackParts } from '../../../lib/import/source/resolve-values.js';
import { selectUserPool } from '../../../lib/import/source/select-user-pool.js';
import type { RestApi as RestApiModel } from '../../../lib/model/index.js';
import { defined } from '../../../lib/support/defined.js';
import { LocalGateway, type LocalGatewayOptions } from '../../../lib/testing/index.js';
import { openApiOf, type WrittenFiles } from '../../support/behaviour.js';
import type { Ways } from './compare.js';

/** The ways in which an API of constructs is written. */
export const EVERY_WAY = ['constructs', 'template', 'resources', 'OpenAPI', 'fromOpenApi'] as const;
export type Way = (typeof EVERY_WAY)[number];

/** How a template holds an API. */
export type Definition = 'body' | 'resources';

/** An API of constructs, and what a document of it leaves to others. */
export interface WrittenApi {
  /** The stack whose only API has its definition in `Body` or as resources. */
  build(definition: Definition): Promise<Stack>;
  /** The options of each way: backends that keep something are one for each. */
  options(way: Way): Promise<LocalGatewayOptions>;
  /** Functions that a document names and has no code of, by function name. */
  functions(written: WrittenSource): LocalGatewayOptions['functions'];
  /** What belongs to the account and not to the API: usage plans and keys. */
  complete?(api: RestApi, stage: Stage): void;
}

/** The API as a template has it, and where that is. */
export interface WrittenSource {
  readonly template: string;
  readonly api: RestApiModel;
  readonly source: Awaited<ReturnType<typeof openApiOf>>['source'];
}

/** An API that is served in every way. */
export interface EveryWay {
  readonly ways: Ways;
  /** Who signs tokens of the API's user pool where there is no pool. */
  readonly issuer?: string;
}

/** Serves an API in every way: its constructs, both templates, our document of it, and constructs made of that document. */
export async function openEveryWay(name: string, written: WrittenApi, files: WrittenFiles): Promise<EveryWay> {
  const stack = await written.build('body');
  const options = await written.options('constructs');
  const constructs = await LocalGateway.fromStack(stack, options);
  const template = templateOf(stack);
  const resources = templateOf(await written.build('resources'));
  const definitions = [template, resources].map(definitionOf);
  if (definitions.join() !== 'body,resources') throw new Error(`The templates of ${name} are ${definitions.join()}`);
  const { api, document, source } = await openApiOf(template, options.values);
  if (api.protocol !== 'REST') throw new Error('Constructs make REST APIs');
  const functions = { ...options.functions, ...written.functions({ template, api, source }) };
  const [stage] = api.stages;
  const stageName = String(stage?.name);
  const stageVariables = (stage?.variables ?? {}) as Readonly<Record<string, string>>;
  const { values: _values, ...ofDocument } = await written.options('OpenAPI');
  const pools = resolveStackParts(source, environmentOf(source, options.values ?? {})).userPools;
  const pool = pools.length === 0 ? undefined : selectUserPool(pools, undefined);
  const issuers = pool === undefined ? {} : { [pool.issuer]: 'local' };
  const ways = {
    constructs,
    template: await LocalGateway.fromTemplate(template, await written.options('template')),
    resources: await LocalGateway.fromTemplate(resources, await written.options('resources')),
    OpenAPI: await LocalGateway.fromOpenApi(files.json(`${name}.openapi.json`, document), {
      stageVariables,
      ...ofDocument,
      functions,
      issuers,
      stage: stageName,
    }),
    fromOpenApi: await openFromOpenApi({ document, api, stageName, stageVariables, functions, issuers, written }),
  };
  return { ways, ...(pool !== undefined && { issuer: pool.issuer }) };
}

async function openFromOpenApi({
  document,
  api: { endpoint },
  stageName,
  stageVariables,
  functions,
  issuers,
  written,
}: {
  readonly document: unknown;
  readonly api: RestApiModel;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly functions: LocalGatewayOptions['functions'];
  readonly issuers: NonNullable<LocalGatewayOptions['issuers']>;
  readonly written: WrittenApi;
}): Promise<LocalGateway> {
  const { values: _values, ...options } = await written.options('fromOpenApi');
  const stack = new Stack(new App(), 'FromOpenApi');
  const type = endpoint?.type;
  const api = RestApi.fromOpenApi(stack, 'Api', {
    document,
    ...defined({ endpointType: type === 'EDGE' || type === 'REGIONAL' || type === 'PRIVATE' ? type : undefined }),
  });
  const stage = api.addStage(stageName, { variables: stageVariables });
  written.complete?.(api, stage);
  return LocalGateway.fromStack(stack, { ...options, ...defined({ functions }), issuers });
}

/** The file of the template that the CDK writes of a stack. */
export function templateOf(stack: Stack): string {
  const { directory } = (App.of(stack) as App).synth({ force: true });
  return join(directory, stack.templateFile);
}

function definitionOf(template: string): Definition | 'both' {
  const text = readFileSync(template, 'utf8');
  const hasBody = text.includes('"x-amazon-apigateway-integration"');
  const hasMethods = text.includes('"AWS::ApiGateway::Method"');
  return hasBody && hasMethods ? 'both' : hasBody ? 'body' : 'resources';
}
