import {
  diagnostic,
  EMPTY_COLLECTION,
  intrinsic,
  isDeployTime,
  joinValues,
  knownText,
  parseFunctionName,
  printValue,
  reference,
  type ApiCollection,
  type Diagnostic,
  type Document,
  type Json,
  type RestApi,
  type Stage,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { renderOpenApi } from '../openapi/document.js';
import { renderCacheControlPatches } from './cache-control-patches.js';
import { checkBodySize } from './body-size.js';
import { targetKey } from './definition-reference.js';
import { definitionResources } from './definition-resources.js';
import { deploymentFingerprint, DEPLOYMENT_RETENTION, renderDeploymentProperties } from './deployment.js';
import { printIntrinsics } from '../../intrinsics/index.js';
import { invokedFunctions } from './invoked-functions.js';
import { logicalId } from './logical-id.js';
import { declareParameters, type TemplateParameter } from './parameters.js';
import { everyRequestArn, renderPermissionProperties } from './permission.js';
import { checkResourceCount } from './resource-count.js';
import { splitResources } from './resource-part.js';
import { describePin, describeServes, releaseNames, renderReleaseMetadata, UNPINNED } from './release.js';
import { renderRestApiProperties, renderRestApiWithoutBody, renderTags } from './rest-api.js';
import { renderStageProperties } from './stage.js';

/** A CloudFormation template as far as we write one. */
export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, Json>>;
  readonly Outputs?: Readonly<Record<string, Json>>;
}

export interface TemplateOptions {
  /** The stage of an API that has none of its own. Default `prod`. */
  readonly defaultStage?: string;
  /**
   * How a definition is written: as an OpenAPI document in `Body`, or with resources for each path, method, model and so
   * on. Default `body`.
   */
  readonly definition?: 'body' | 'resources';
}

/**
 * Writes a template for APIs that did not come from constructs (those are written by the CDK): for each its definition,
 * its deployment, its stages and the permissions that its functions need.
 *
 * What a value refers to and the template does not have becomes a parameter of it.
 */
export function renderTemplate(
  source: ApiCollection | RestApi,
  options: TemplateOptions = {},
): { readonly template: Template; readonly diagnostics: readonly Diagnostic[] } {
  const collection = 'protocol' in source ? { ...EMPTY_COLLECTION, apis: [source] } : source;
  const scope = new TemplateScope();
  const diagnostics: Diagnostic[] = [...unwritten(collection)];
  for (const api of collection.apis) {
    if (api.protocol === 'REST') diagnostics.push(...renderApi(api, options, scope));
  }
  const { parameters, resources, outputs } = declareParameters(scope.resources, scope.outputs, scope.own);
  const allParameters = { ...parameters, ...scope.parameters };
  diagnostics.push(
    ...Object.entries(parameters).map(([name, parameter]) =>
      diagnostic(
        'unresolved-value',
        { element: `parameter ${name}` },
        `Cannot write ${parameter.Description ?? name}: only deployment knows it; the template asks for it as a parameter`,
        'info',
      ),
    ),
  );
  return {
    template: {
      AWSTemplateFormatVersion: '2010-09-09',
      ...(Object.keys(allParameters).length > 0 && { Parameters: allParameters }),
      ...(Object.keys(scope.conditions).length > 0 && { Conditions: renderAll(scope.conditions) }),
      Resources: renderAll(resources),
      ...(Object.keys(outputs).length > 0 && { Outputs: renderAll(outputs) }),
    },
    diagnostics,
  };
}

/** What has been named so far: every logical id stands for one thing. */
class TemplateScope {
  readonly resources: Record<string, Document> = {};
  readonly outputs: Record<string, Document> = {};
  readonly parameters: Record<string, TemplateParameter> = {};
  readonly conditions: Record<string, Document> = {};
  readonly own = new Set<string>();

  /** The id, with a number behind it when it is taken. */
  claim(id: string): string {
    let claimed = id;
    for (let number = 2; this.own.has(claimed); number++) claimed = id + String(number);
    this.own.add(claimed);
    return claimed;
  }
}

function renderApi(api: RestApi, options: TemplateOptions, scope: TemplateScope): readonly Diagnostic[] {
  const { stages, tags } = api;
  const apiId = scope.claim(logicalId(knownText(api.name) ?? api.id));
  const definition = options.definition === 'resources' ? asResources(api, apiId, scope) : asBody(api);
  const { resources, diagnostics } = definition;
  const properties = { ...definition.properties, ...asDocument({ Tags: renderTags(tags) }) };
  const print = deploymentFingerprint(properties, defined({ resources }));
  const deploymentId = scope.claim(`${apiId}Deployment${print}`);
  const place = {
    partition: reference('AWS::Partition'),
    region: reference('AWS::Region'),
    account: reference('AWS::AccountId'),
    apiId: reference(apiId),
  };
  scope.resources[apiId] = { Type: 'AWS::ApiGateway::RestApi', Properties: properties };
  Object.assign(scope.resources, resources);
  scope.resources[deploymentId] = {
    Type: 'AWS::ApiGateway::Deployment',
    ...DEPLOYMENT_RETENTION,
    ...(resources !== undefined && { DependsOn: Object.keys(resources) }),
    Properties: { RestApiId: reference(apiId), ...asDocument(renderDeploymentProperties(print)) },
  };
  const own = stages.length === 0 ? [{ name: options.defaultStage ?? 'prod' }] : stages;
  const permissions = invokedFunctions({ ...api, stages: own }).map((functionArn) => {
    const id = scope.claim(`${apiId}${logicalId(functionLabel(functionArn))}Permission`);
    scope.resources[id] = {
      Type: 'AWS::Lambda::Permission',
      Properties: asDocument(renderPermissionProperties(functionArn, everyRequestArn(place))),
    };
    return id;
  });
  for (const stage of own) renderStage(stage, { apiId, deploymentId, permissions }, scope);
  return [...diagnostics.filter(({ severity }) => severity !== 'info'), ...own.flatMap(unwrittenOfStage)];
}

function unwrittenOfStage(stage: Stage): readonly Diagnostic[] {
  const element = `stage ${stage.name}`;
  const canary = 'Cannot write a canary into a template: CloudFormation does not take it away again';
  const invalidation =
    'Cannot write who may replace cached responses into a template: CloudFormation has no property for it';
  return [
    ...(stage.canary === undefined ? [] : [diagnostic('not-representable', { element, property: 'canary' }, canary)]),
    ...(renderCacheControlPatches(stage.methodSettings ?? []).length === 0
      ? []
      : [diagnostic('not-representable', { element, property: 'methodSettings' }, invalidation)]),
  ];
}

/** A definition in a template. */
interface WrittenDefinition {
  /** Of the API itself. */
  readonly properties: Readonly<Record<string, Document>>;
  /** Resources beside the API, which a deployment waits for. */
  readonly resources?: Readonly<Record<string, Document>>;
  readonly diagnostics: readonly Diagnostic[];
}

function asBody(api: RestApi): WrittenDefinition {
  const { tags: _, ...definition } = api;
  const { document, diagnostics } = renderOpenApi({ ...definition, stages: [] });
  return {
    properties: { Body: document, ...asDocument(renderRestApiProperties(api)) },
    diagnostics: [...diagnostics, ...checkBodySize(printIntrinsics(document))],
  };
}

function asResources(api: RestApi, apiId: string, scope: TemplateScope): WrittenDefinition {
  const { part, diagnostics } = splitResources(api);
  const references = new Map<string, Value<string>>([
    [targetKey({ kind: 'api' }), reference(apiId)],
    [targetKey({ kind: 'resource', path: '/' }), reference(apiId, 'RootResourceId')],
  ]);
  const resources: Record<string, Document> = {};
  for (const { type, ids, target, render } of definitionResources(part)) {
    const id = scope.claim(apiId + logicalId(...ids));
    const properties = render((to) => references.get(targetKey(to)));
    resources[id] = { Type: type, Properties: { RestApiId: reference(apiId), ...properties } };
    if (target !== undefined) references.set(targetKey(target), reference(id));
  }
  return {
    properties: renderRestApiWithoutBody(part),
    resources,
    diagnostics: [...diagnostics, ...checkResourceCount(Object.keys(resources).length)],
  };
}

/** The deployment of a controlled stage: the one that its parameter names, else the new one. */
function renderPin(
  { name }: Stage,
  { apiId, deploymentId }: { readonly apiId: string; readonly deploymentId: string },
  scope: TemplateScope,
): Document {
  const { parameter, condition, output } = releaseNames(apiId, name);
  const id = scope.claim(parameter);
  const pin = reference(id);
  scope.parameters[id] = { Type: 'String', Description: describePin(name), Default: UNPINNED.template };
  scope.conditions[condition] = intrinsic('Fn::Not', [intrinsic('Fn::Equals', [pin, UNPINNED.template])]);
  scope.outputs[output] = {
    Description: describeServes(name),
    Value: intrinsic('Fn::If', [condition, joinValues(['pinned ', pin]), 'latest']),
  };
  return intrinsic('Fn::If', [condition, pin, reference(deploymentId)]);
}

function renderStage(
  stage: Stage,
  ids: { readonly apiId: string; readonly deploymentId: string; readonly permissions: readonly string[] },
  scope: TemplateScope,
): void {
  const id = scope.claim(`${ids.apiId}${logicalId(stage.name)}Stage`);
  scope.resources[id] = {
    Type: 'AWS::ApiGateway::Stage',
    ...(ids.permissions.length > 0 && { DependsOn: ids.permissions }),
    ...(stage.release !== undefined && { Metadata: renderReleaseMetadata(stage.release) }),
    Properties: {
      RestApiId: reference(ids.apiId),
      DeploymentId: stage.release === undefined ? reference(ids.deploymentId) : renderPin(stage, ids, scope),
      ...asDocument({ ...renderStageProperties(stage), Tags: renderTags(stage.tags) }),
    },
  };
  scope.outputs[`${ids.apiId}${logicalId(stage.name)}Url`] = {
    Value: joinValues([
      'https://',
      reference(ids.apiId),
      '.execute-api.',
      reference('AWS::Region'),
      '.',
      reference('AWS::URLSuffix'),
      `/${stage.name}/`,
    ]),
  };
}

/** What to call a function: its name when the ARN is known, else the resource that it refers to. */
function functionLabel(functionArn: Value<string>): string {
  const text = printValue(functionArn);
  if (!isDeployTime(functionArn)) return parseFunctionName(text).name;
  const named = functionArn.parts.flatMap((part) =>
    typeof part === 'object' && part.kind === 'reference' && !part.logicalId.startsWith('AWS::')
      ? [part.logicalId]
      : [],
  );
  return /function:([^:$]+)/.exec(text)?.[1] ?? named[0] ?? 'Function';
}

function unwritten(collection: ApiCollection): readonly Diagnostic[] {
  const kinds = [
    ...collection.apis
      .filter(({ protocol }) => protocol !== 'REST')
      .map(({ id, protocol }) => ({ element: id, what: `a ${protocol} API` })),
    ...collection.usagePlans.map(({ id }) => ({ element: id, what: 'a usage plan' })),
    ...collection.apiKeys.map(({ id }) => ({ element: id, what: 'an API key' })),
    ...collection.domainNames.map(({ id }) => ({ element: id, what: 'a domain name' })),
    ...collection.vpcLinks.map(({ id }) => ({ element: id, what: 'a VPC link' })),
  ];
  return kinds.map(({ element, what }) =>
    diagnostic('not-representable', { element }, `Cannot write ${what} into a template yet`),
  );
}

function renderAll(documents: Readonly<Record<string, Document>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(documents).map(([id, document]) => [id, printIntrinsics(document)]));
}

/** Plain data of the model's types; members that are undefined are left out. */
function asDocument(properties: object): Readonly<Record<string, Document>> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, member]) => member !== undefined) as [string, Document][],
  );
}
