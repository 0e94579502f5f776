import {
  isDeployTime,
  isDocumentObject,
  printValue,
  type ApiDocumentation,
  type Document,
  type EndpointConfiguration,
  type EndpointType,
  type Resource,
  type RestApi,
  type Value,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { readAuthorizer } from './authorizer.js';
import { readBody } from './body.js';
import { readGatewayResponse } from './gateway-response.js';
import { type Properties } from './properties.js';
import { readRequestValidator } from './request-validator.js';
import type { ApiResource, ReadContext } from './resources.js';
import { readRestResources } from './rest-resource.js';
import { readSchemaModel } from './schema-model.js';
import { readStages } from './stage.js';
import { parseTextDocument } from './text-document.js';

/**
 * A REST API from its definition in `Body` and from the resources that name it.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function readRestApi(resource: ApiResource, context: ReadContext): RestApi {
  const { id, properties } = resource;
  // How a definition is imported over an earlier one; what it defines is the same.
  properties.ignore('Mode', 'FailOnWarnings');
  const body = readBody(resource, 'REST', context);
  const inBody = body?.protocol === 'REST' ? body : undefined;
  const parameters = properties.map('Parameters');
  const name = properties.value('Name');
  const description = properties.value('Description');
  const version = properties.text('Version');
  const endpoint = readEndpoint(properties.object('EndpointConfiguration'), parameters, inBody?.endpoint);
  const disabled = properties.boolean('DisableExecuteApiEndpoint');
  if (isDeployTime(disabled)) {
    properties.report(
      'unresolved-value',
      'DisableExecuteApiEndpoint',
      `Cannot know DisableExecuteApiEndpoint before deployment: ${printValue(disabled)}; the API's own endpoint is served`,
      'warning',
    );
  }
  // Documented: `~1` represents the slash in templates
  // (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html).
  const binaryMediaTypes = properties.knownTexts('BinaryMediaTypes')?.map((type) => type.replaceAll('~1', '/'));
  const minimumCompressionBytes = properties.integer('MinimumCompressionSize');
  const apiKeySource = properties.knownOneOf('ApiKeySourceType', ['HEADER', 'AUTHORIZER']);
  const policy = readPolicy(properties);
  const securityPolicy = properties.value('SecurityPolicy');
  const endpointAccessMode = properties.value('EndpointAccessMode');
  const tags = properties.tags('Tags');
  const parts = readDocumentationParts(id, context);
  const documentation = parameters?.ignore === 'documentation' ? undefined : withParts(inBody?.documentation, parts);
  const { documentation: _ignored, ...rest } = inBody ?? {};
  return {
    ...rest,
    protocol: 'REST',
    id,
    name: name ?? inBody?.name ?? id,
    ...defined({ description, version, documentation, endpoint, disableExecuteApiEndpoint: disabled }),
    ...(binaryMediaTypes !== undefined && {
      binaryMediaTypes: [...new Set([...(inBody?.binaryMediaTypes ?? []), ...binaryMediaTypes])],
    }),
    ...defined({ minimumCompressionBytes, apiKeySource, policy, securityPolicy, endpointAccessMode }),
    ...readParts(id, context, inBody),
    resources: mergeResources(inBody?.resources ?? [], readRestResources(resource, context)),
    stages: [...(inBody?.stages ?? []), ...readStages(id, context)],
    ...(tags !== undefined && { tags }),
  };
}

type NamedParts = Pick<RestApi, 'models' | 'requestValidators' | 'authorizers' | 'gatewayResponses'>;

function readParts(id: string, context: ReadContext, body: RestApi | undefined): NamedParts {
  const { resources } = context;
  const models = resources.ofApi(id, 'AWS::ApiGateway::Model').map((model) => readSchemaModel(model, context));
  const validators = resources.ofApi(id, 'AWS::ApiGateway::RequestValidator').flatMap(readRequestValidator);
  const authorizers = resources.ofApi(id, 'AWS::ApiGateway::Authorizer').flatMap(readAuthorizer);
  const responses = resources.ofApi(id, 'AWS::ApiGateway::GatewayResponse').flatMap(readGatewayResponse);
  return {
    ...(models.length > 0 && { models: [...(body?.models ?? []), ...models] }),
    ...(validators.length > 0 && { requestValidators: [...(body?.requestValidators ?? []), ...validators] }),
    ...(authorizers.length > 0 && { authorizers: [...(body?.authorizers ?? []), ...authorizers] }),
    ...(responses.length > 0 && { gatewayResponses: [...(body?.gatewayResponses ?? []), ...responses] }),
  };
}

/** Methods that are resources of their own stand beside those of the body, under one path each. */
function mergeResources(first: readonly Resource[], second: readonly Resource[]): readonly Resource[] {
  const byPath = new Map<string, Resource>();
  for (const resource of [...first, ...second]) {
    const before = byPath.get(resource.path);
    const methods = [...(before?.methods ?? []), ...resource.methods];
    byPath.set(resource.path, { ...(before ?? resource), methods });
  }
  return [...byPath.values()];
}

function readEndpoint(
  properties: Properties | undefined,
  parameters: Readonly<Record<string, Value<string>>> | undefined,
  inBody: EndpointConfiguration | undefined,
): EndpointConfiguration | undefined {
  const types = properties?.texts('Types');
  const vpcEndpointIds = properties?.texts('VpcEndpointIds');
  const ipAddressType = properties?.value('IpAddressType');
  if (types !== undefined && types.length > 1) {
    properties?.report('invalid-value', 'Types', 'Cannot create an API with more than one endpoint type');
  }
  const type = types?.[0] ?? parameters?.endpointConfigurationTypes;
  if (type === undefined && vpcEndpointIds === undefined && ipAddressType === undefined) return inBody;
  return {
    ...inBody,
    ...(type !== undefined && { type: type as Value<EndpointType> }),
    ...defined({ vpcEndpointIds, ipAddressType }),
  };
}

/**
 * Observed: an empty string is how templates write that there is no policy.
 * Assumed: an empty object is too; it does not replace the body's policy.
 */
function readPolicy(properties: Properties): Document | undefined {
  const policy = properties.document('Policy');
  if (policy === undefined || policy === '') return undefined;
  if (isDocumentObject(policy) && !isDeployTime(policy) && Object.keys(policy).length === 0) return undefined;
  return typeof policy === 'string' ? (parseTextDocument(policy) ?? policy) : policy;
}

function readDocumentationParts(id: string, context: ReadContext): readonly Document[] {
  return context.resources.ofApi(id, 'AWS::ApiGateway::DocumentationPart').map(({ properties }) => {
    const location = properties.object('Location');
    const members = (['Type', 'Path', 'Method', 'StatusCode', 'Name'] as const).flatMap((name) => {
      const value = location?.value(name);
      return value === undefined ? [] : [[name.charAt(0).toLowerCase() + name.slice(1), value] as const];
    });
    const written = properties.document('Properties') ?? {};
    const isText = typeof written === 'string' || isDeployTime(written);
    const content = isText ? (parseTextDocument(written) ?? written) : written;
    return { location: Object.fromEntries(members), properties: content };
  });
}

function withParts(
  documentation: ApiDocumentation | undefined,
  parts: readonly Document[],
): ApiDocumentation | undefined {
  if (parts.length === 0) return documentation;
  const before = isDocumentObject(documentation?.parts) ? documentation.parts : {};
  const earlier = isList(before.documentationParts) ? before.documentationParts : [];
  return { ...documentation, parts: { ...before, documentationParts: [...earlier, ...parts] } };
}
