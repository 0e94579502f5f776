import { definitionLocation } from '../definition/definition-location.js';
import { CREATED_BY, completeHttpDefinition } from '../definition/http-api-definition.js';
import { readHttpAuthorizers, type HttpAuthorizer } from '../definition/http-authorizer.js';
import { keptAttributes, passedOnAttributes, type SamResource, type Translation } from '../translation.js';
import { ref } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { hashedLogicalId, isAlphanumeric } from '../values/logical-id.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, stringOf, isTruthy } from '../values/sam-value.js';
import { authorizerPermission } from './authorizer-permission.js';
import { GeneratedResource } from './generated-resource.js';
import { expandHttpDomain } from './http-domain.js';
import { propagateTags } from './tags.js';

const DEFAULT_STAGE = '$default';

/** The parts of an HTTP or WebSocket API that a template can refer to. */
export const HTTP_API_PARTS: Readonly<Record<string, string>> = {
  Stage: 'AWS::ApiGatewayV2::Stage',
  DomainName: 'AWS::ApiGatewayV2::DomainName',
};

/**
 * `AWS::Serverless::HttpApi`: the HTTP API with its definition, and a stage that deploys by itself.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
export function expandHttpApi(translation: Translation, sam: SamResource): GeneratedResource[] {
  const { properties } = sam;
  for (const name of ['CorsConfiguration', 'Domain']) {
    const value = properties.get(name);
    if (value !== undefined) properties.set(name, resolveParameters(value, translation.parameters));
  }
  const auth = properties.getMap('Auth');
  const authorizers = auth === undefined ? undefined : readHttpAuthorizers(auth, translation.partition);
  const api = new GeneratedResource(
    sam.logicalId,
    'AWS::ApiGatewayV2::Api',
    keptAttributes(sam.resource),
    sam.resource.get('DependsOn'),
  );
  setDefinition(translation, sam, api, completeHttpDefinition(properties, auth, authorizers));
  const resources = [
    api,
    ...permissions(sam, authorizers),
    ...expandHttpDomain(translation.recordSetGroups, sam, CREATED_BY),
    stageOf(sam),
  ];
  propagateTags(resources, properties.get('Tags'), properties.has('DefinitionBody'));
  return resources;
}

function setDefinition(
  translation: Translation,
  sam: SamResource,
  api: GeneratedResource,
  definition: SamMap | undefined,
): void {
  const { properties } = sam;
  const uri = properties.get('DefinitionUri');
  if (isTruthy(uri) && isTruthy(properties.get('DefinitionBody')))
    throw new InvalidDefinition(
      'Cannot choose a definition: there are DefinitionUri and DefinitionBody',
      'DefinitionUri',
    );
  const failOnWarnings = properties.get('FailOnWarnings');
  if (isTruthy(uri)) api.set('BodyS3Location', definitionLocation(translation, sam, uri));
  else if (definition !== undefined) api.set('Body', definition);
  else throw new InvalidDefinition('Cannot make the API: it has no definition and no event names it', 'DefinitionBody');
  if (isTruthy(failOnWarnings)) api.set('FailOnWarnings', failOnWarnings);
}

function permissions(
  sam: SamResource,
  authorizers: ReadonlyMap<string, HttpAuthorizer> | undefined,
): GeneratedResource[] {
  return [...(authorizers?.values() ?? [])].flatMap(({ name, permittedFunction }) => {
    if (permittedFunction === undefined) return [];
    const logicalId = `${sam.logicalId}${name}AuthorizerPermission`;
    return [authorizerPermission(logicalId, sam, permittedFunction, '${AWS::Partition}')];
  });
}

function stageOf(sam: SamResource): GeneratedResource {
  const { properties } = sam;
  const given = properties.get('StageName');
  const name = isTruthy(given) ? given : DEFAULT_STAGE;
  const stage = new GeneratedResource(
    stageLogicalId(sam.logicalId, stringOf(name) ?? ''),
    'AWS::ApiGatewayV2::Stage',
    passedOnAttributes(sam.resource),
  )
    .set('ApiId', ref(sam.logicalId))
    .set('StageName', name);
  for (const property of ['StageVariables', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'Tags'])
    stage.set(property, properties.get(property));
  return stage.set('AutoDeploy', true);
}

function stageLogicalId(api: string, name: string): string {
  if (isAlphanumeric(name)) return `${api}${name}Stage`;
  return name === DEFAULT_STAGE ? `${api}ApiGatewayDefaultStage` : hashedLogicalId(`${api}Stage`, name);
}
