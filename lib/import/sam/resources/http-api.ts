import { CREATED_BY, completeHttpDefinition } from '../definition/http-api-definition.js';
import { readHttpAuthorizers } from '../definition/http-authorizer.js';
import type { Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { stageLogicalId } from '../values/logical-id.js';
import { resolveProperties } from '../values/parameters.js';
import { SamMap, stringOf } from '../values/sam-value.js';
import { setBody } from './api-body.js';
import { authorizerPermission } from './authorizer-permission.js';
import { mainResource, sideResource, type GeneratedResource } from './generated-resource.js';
import { expandHttpDomain } from './http-api-domain.js';
import type { SamResource } from './sam-resource.js';
import { propagateTags } from './tags.js';

const DEFAULT_STAGE = '$default';

/** The parts of an HTTP or WebSocket API that a template can refer to. */
export const HTTP_API_PARTS: Readonly<Record<string, string>> = {
  Stage: 'AWS::ApiGatewayV2::Stage',
  DomainName: 'AWS::ApiGatewayV2::DomainName',
};

/** Properties that the stage has under the same name. */
const STAGE_PROPERTIES = ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'Tags'];

/**
 * `AWS::Serverless::HttpApi`: the HTTP API with its definition, and a stage that deploys by itself.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
export function expandHttpApi(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  resolveProperties(properties, ['CorsConfiguration', 'Domain'], translation.parameters);
  const authorizers = readHttpAuthorizers(properties.getMap('Auth') ?? new SamMap(), translation.partition);
  const api = mainResource(sam, 'AWS::ApiGatewayV2::Api').copyTrue(properties, ['FailOnWarnings']);
  setBody(sam, api, completeHttpDefinition(properties, authorizers));
  if (!api.properties.has('Body') && !api.properties.has('BodyS3Location'))
    throw new InvalidDefinition('The API has no definition and no event names it', 'DefinitionBody');
  const permissions = [...authorizers].flatMap(([name, { permittedFunction }]) =>
    permittedFunction === undefined ? [] : [authorizerPermission(sam, name, permittedFunction, '${AWS::Partition}')],
  );
  const domain = expandHttpDomain(translation.recordSetGroups, sam, CREATED_BY);
  const resources = [api, ...permissions, ...domain, stageOf(sam)];
  propagateTags(resources, properties.get('Tags'), properties.has('DefinitionBody'));
  return resources;
}

function stageOf(sam: SamResource): GeneratedResource {
  const { logicalId, properties } = sam;
  const name = properties.getTrue('StageName') ?? DEFAULT_STAGE;
  const isDefault = name === DEFAULT_STAGE;
  const stageId = isDefault ? `${logicalId}ApiGatewayDefaultStage` : stageLogicalId(logicalId, stringOf(name) ?? '');
  return sideResource(sam, stageId, 'AWS::ApiGatewayV2::Stage')
    .set('ApiId', ref(logicalId))
    .set('StageName', name)
    .copy(properties, STAGE_PROPERTIES)
    .set('AutoDeploy', true);
}
