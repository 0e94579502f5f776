import {
  diagnostic,
  intrinsic,
  joinValues,
  knownText,
  reference,
  type Diagnostic,
  type Document,
  type RestApi,
  type Stage,
} from '../../model/index.js';
import { printIntrinsics } from '../../intrinsics/index.js';
import { defined } from '../../support/defined.js';
import { renderOpenApi } from '../openapi/document.js';
import { checkBodySize } from './body-size.js';
import { renderCacheControlPatches } from './cache-control-patches.js';
import { targetKey } from './definition-reference.js';
import { definitionResources } from './definition-resources.js';
import { deploymentFingerprint, DEPLOYMENT_RETENTION, renderDeploymentProperties } from './deployment.js';
import { logicalId } from './logical-id.js';
import { writePermissions } from './permission-resources.js';
import { describePin, describeServes, releaseNames, renderReleaseMetadata, UNPINNED } from './release.js';
import { checkResourceCount } from './resource-count.js';
import { splitResources } from './resource-part.js';
import { renderRestApiProperties, renderRestApiWithoutBody, renderTags } from './rest-api.js';
import { renderStageProperties } from './stage.js';
import { renderDefinition, type WrittenDefinition } from './template-definition.js';
import type { TemplateOptions } from './template-options.js';
import { asDocument, type TemplateScope } from './template-scope.js';

/** Writes a REST API into a template: its definition, deployment, stages and permissions. */
export function writeRestApi(api: RestApi, options: TemplateOptions, scope: TemplateScope): readonly Diagnostic[] {
  const { stages, tags } = api;
  const apiId = scope.claim(logicalId(knownText(api.name) ?? api.id));
  const definition = options.definition === 'resources' ? asResources(api, apiId, scope) : asBody(api);
  const { resources, diagnostics } = definition;
  const properties = { ...definition.properties, ...asDocument({ Tags: renderTags(tags) }) };
  const print = deploymentFingerprint(properties, defined({ resources }));
  const deploymentId = scope.claim(`${apiId}Deployment${print}`);
  scope.resources[apiId] = { Type: 'AWS::ApiGateway::RestApi', Properties: properties };
  Object.assign(scope.resources, resources);
  scope.resources[deploymentId] = {
    Type: 'AWS::ApiGateway::Deployment',
    ...DEPLOYMENT_RETENTION,
    ...(resources !== undefined && { DependsOn: Object.keys(resources) }),
    Properties: { RestApiId: reference(apiId), ...asDocument(renderDeploymentProperties(print)) },
  };
  const own = stages.length === 0 ? [{ name: options.defaultStage ?? 'prod' }] : stages;
  const permissions = writePermissions({ ...api, stages: own }, apiId, scope);
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

type ReportedDefinition = WrittenDefinition & { readonly diagnostics: readonly Diagnostic[] };

function asBody(api: RestApi): ReportedDefinition {
  const { tags: _, ...definition } = api;
  const { document, diagnostics } = renderOpenApi({ ...definition, stages: [] });
  return {
    properties: { Body: document, ...asDocument(renderRestApiProperties(api)) },
    diagnostics: [...diagnostics, ...checkBodySize(printIntrinsics(document))],
  };
}

function asResources(api: RestApi, apiId: string, scope: TemplateScope): ReportedDefinition {
  const { part, diagnostics } = splitResources(api);
  const resources = renderDefinition(definitionResources(part), { id: apiId, property: 'RestApiId' }, scope, [
    [targetKey({ kind: 'resource', path: '/' }), reference(apiId, 'RootResourceId')],
  ]);
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
