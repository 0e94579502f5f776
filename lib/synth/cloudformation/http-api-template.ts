import { printIntrinsics } from '../../intrinsics/index.js';
import { knownText, type Diagnostic, type HttpApi } from '../../model/index.js';
import { renderOpenApi } from '../openapi/document.js';
import { checkBodySize } from './body-size.js';
import { renderHttpApiProperties, renderHttpApiWithoutBody } from './http-api.js';
import { DEFAULT_HTTP_API_STAGE } from './http-api-part.js';
import { httpDefinitionResources } from './http-definition-resources.js';
import { splitHttpApiResources } from './http-resource-part.js';
import { logicalId } from './logical-id.js';
import { writePermissions } from './permission-resources.js';
import { checkResourceCount } from './resource-count.js';
import { renderDefinition, type WrittenDefinition } from './template-definition.js';
import type { TemplateOptions } from './template-options.js';
import { writeRouteStages } from './template-route-stages.js';
import type { TemplateScope } from './template-scope.js';

/** Writes an HTTP API into a template: its definition, its stages with their deployment, and permissions. */
export function writeHttpApi(api: HttpApi, options: TemplateOptions, scope: TemplateScope): readonly Diagnostic[] {
  const apiId = scope.claim(logicalId(knownText(api.name) ?? api.id));
  const { diagnostics, ...definition } =
    options.definition === 'resources' ? asResources(api, apiId, scope) : asBody(api);
  scope.resources[apiId] = { Type: 'AWS::ApiGatewayV2::Api', Properties: definition.properties };
  Object.assign(scope.resources, definition.resources);
  const { name, ...automatic } = DEFAULT_HTTP_API_STAGE;
  const stages = api.stages.length === 0 ? [{ name: options.defaultStage ?? name, ...automatic }] : api.stages;
  const permissions = writePermissions({ ...api, stages }, apiId, scope);
  return [
    ...diagnostics.filter(({ severity }) => severity !== 'info'),
    ...writeRouteStages(stages, { apiId, definition, permissions, scheme: 'https' }, scope),
  ];
}

type ReportedDefinition = WrittenDefinition & { readonly diagnostics: readonly Diagnostic[] };

function asBody(api: HttpApi): ReportedDefinition {
  const { document, diagnostics } = renderOpenApi({ ...api, stages: [] });
  return {
    properties: { Body: document, ...renderHttpApiProperties() },
    diagnostics: [...diagnostics, ...checkBodySize(printIntrinsics(document))],
  };
}

function asResources(api: HttpApi, apiId: string, scope: TemplateScope): ReportedDefinition {
  const { part, diagnostics } = splitHttpApiResources(api);
  const resources = renderDefinition(httpDefinitionResources(part), { id: apiId, property: 'ApiId' }, scope);
  return {
    properties: renderHttpApiWithoutBody(part),
    resources,
    diagnostics: [...diagnostics, ...checkResourceCount(Object.keys(resources).length)],
  };
}
