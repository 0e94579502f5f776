import { printIntrinsics } from '../../intrinsics/index.js';
import {
  diagnostic,
  isDeployTime,
  joinValues,
  knownText,
  reference,
  type Diagnostic,
  type Document,
  type HttpApi,
  type HttpApiStage,
} from '../../model/index.js';
import { stagePath } from '../../model/stage-path.js';
import { defined } from '../../support/defined.js';
import { renderOpenApi } from '../openapi/document.js';
import { checkBodySize } from './body-size.js';
import { deploymentFingerprint, DEPLOYMENT_RETENTION, renderDeploymentProperties } from './deployment.js';
import { targetKey } from './definition-reference.js';
import { renderHttpApiProperties, renderHttpApiWithoutBody } from './http-api.js';
import { DEFAULT_HTTP_API_STAGE } from './http-api-part.js';
import { httpDefinitionResources } from './http-definition-resources.js';
import { splitHttpApiResources } from './http-resource-part.js';
import { logicalId } from './logical-id.js';
import { writePermissions } from './permission-resources.js';
import { checkResourceCount } from './resource-count.js';
import { renderRouteStageProperties } from './route-stage.js';
import type { TemplateOptions } from './template-options.js';
import { asDocument, type TemplateScope } from './template-scope.js';

/** Writes an HTTP API into a template: its definition, its stages with their deployment, and permissions. */
export function writeHttpApi(api: HttpApi, options: TemplateOptions, scope: TemplateScope): readonly Diagnostic[] {
  const apiId = scope.claim(logicalId(knownText(api.name) ?? api.id));
  const { properties, resources, diagnostics } =
    options.definition === 'resources' ? asResources(api, apiId, scope) : asBody(api);
  scope.resources[apiId] = { Type: 'AWS::ApiGatewayV2::Api', Properties: properties };
  Object.assign(scope.resources, resources);
  const { name, ...automatic } = DEFAULT_HTTP_API_STAGE;
  const stages = api.stages.length === 0 ? [{ name: options.defaultStage ?? name, ...automatic }] : api.stages;
  const permissions = writePermissions({ ...api, stages }, apiId, scope);
  const deploymentId = stages.every(deploysItself)
    ? undefined
    : writeDeployment(apiId, { properties, resources }, scope);
  for (const stage of stages) writeStage(stage, { apiId, deploymentId, permissions }, scope);
  return [...diagnostics.filter(({ severity }) => severity !== 'info'), ...stages.flatMap(unwrittenOfStage)];
}

/** A definition in a template. */
interface WrittenDefinition {
  /** Of the API itself. */
  readonly properties: Readonly<Record<string, Document>>;
  /** Resources beside the API, which a deployment waits for. */
  readonly resources?: Readonly<Record<string, Document>> | undefined;
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
  const references = new Map([[targetKey({ kind: 'api' }), reference(apiId)]]);
  const resources: Record<string, Document> = {};
  for (const { type, ids, target, render } of httpDefinitionResources(part)) {
    const id = scope.claim(apiId + logicalId(...ids));
    const properties = render((to) => references.get(targetKey(to)));
    resources[id] = { Type: type, Properties: { ApiId: reference(apiId), ...properties } };
    if (target !== undefined) references.set(targetKey(target), reference(id));
  }
  return {
    properties: renderHttpApiWithoutBody(part),
    resources,
    diagnostics: [...diagnostics, ...checkResourceCount(Object.keys(resources).length)],
  };
}

/**
 * A stage that deploys by itself names no deployment; neither does one of which only deployment knows whether it does.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
function deploysItself({ autoDeploy = false }: HttpApiStage): boolean {
  return autoDeploy !== false;
}

function writeDeployment(apiId: string, { properties, resources }: WrittenDefinition, scope: TemplateScope): string {
  const print = deploymentFingerprint(properties, defined({ resources }));
  const id = scope.claim(`${apiId}Deployment${print}`);
  scope.resources[id] = {
    Type: 'AWS::ApiGatewayV2::Deployment',
    ...DEPLOYMENT_RETENTION,
    ...(resources !== undefined && { DependsOn: Object.keys(resources) }),
    Properties: { ApiId: reference(apiId), ...asDocument(renderDeploymentProperties(print)) },
  };
  return id;
}

function writeStage(
  stage: HttpApiStage,
  ids: {
    readonly apiId: string;
    readonly deploymentId: string | undefined;
    readonly permissions: readonly string[];
  },
  scope: TemplateScope,
): void {
  const id = scope.claim(`${ids.apiId}${logicalId(stage.name)}Stage`);
  scope.resources[id] = {
    Type: 'AWS::ApiGatewayV2::Stage',
    ...(ids.permissions.length > 0 && { DependsOn: ids.permissions }),
    Properties: {
      ApiId: reference(ids.apiId),
      ...(ids.deploymentId !== undefined && !deploysItself(stage) && { DeploymentId: reference(ids.deploymentId) }),
      ...asDocument(renderRouteStageProperties(stage)),
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
      `${stagePath(stage.name)}/`,
    ]),
  };
}

function unwrittenOfStage({ name, autoDeploy, routeSettings = [] }: HttpApiStage): readonly Diagnostic[] {
  const element = `stage ${name}`;
  const settings =
    'Cannot write the settings of a route whose key only deployment knows: CloudFormation has them by their keys';
  const deployment =
    'Cannot write the deployment of the stage: only deployment knows whether the stage deploys by itself';
  return [
    ...(isDeployTime(autoDeploy)
      ? [diagnostic('not-representable', { element, property: 'autoDeploy' }, deployment, 'warning')]
      : []),
    ...routeSettings
      .filter(({ routeKey }) => routeKey.kind === 'deploy-time')
      .map(() => diagnostic('not-representable', { element, property: 'routeSettings' }, settings)),
  ];
}
