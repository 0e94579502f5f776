import type { ApiText, IntegrationText, MethodText } from './api-text.js';

type Resource = Readonly<Record<string, unknown>>;

/** The API as a CloudFormation template of resources, as one would write it by hand: nothing of ours takes part. */
export function writeTemplate(api: ApiText, stageVariables: Readonly<Record<string, string>>): object {
  const resources: Record<string, Resource> = {};
  const add = (id: string, type: string, properties: object): void => {
    resources[id] = { Type: `AWS::ApiGateway::${type}`, Properties: properties };
  };
  const RestApiId = { Ref: 'Api' };
  add('Api', 'RestApi', {
    Name: api.name,
    EndpointConfiguration: { Types: ['REGIONAL'] },
    BinaryMediaTypes: api.binaryMediaTypes,
    MinimumCompressionSize: api.minimumCompressionBytes,
  });
  for (const [name, schema] of Object.entries(api.models ?? {})) {
    add(`Model${name}`, 'Model', { RestApiId, Name: name, ContentType: 'application/json', Schema: withUrls(schema) });
  }
  for (const [type, response] of Object.entries(api.gatewayResponses ?? {})) {
    const { statusCode, responseParameters, responseTemplates } = response;
    add(`Answer${type.replaceAll('_', '')}`, 'GatewayResponse', {
      RestApiId,
      ResponseType: type,
      StatusCode: statusCode === undefined ? undefined : String(statusCode),
      ResponseParameters: responseParameters,
      ResponseTemplates: responseTemplates,
    });
  }
  const methods = Object.entries(api.methods).map(([route, method], index) => {
    const [HttpMethod = '', path = ''] = route.split(' ');
    const id = `Method${index}`;
    const validator = validatorOf(method);
    if (validator !== undefined) add(validator.id, 'RequestValidator', { RestApiId, ...validator.properties });
    add(id, 'Method', {
      RestApiId,
      ResourceId: resourceOf(path, add),
      HttpMethod,
      AuthorizationType: 'NONE',
      RequestParameters: method.parameters && prefixed('method.request.', method.parameters),
      RequestModels:
        method.requestModels &&
        mapValues(method.requestModels, (name) => (name === 'Empty' ? name : { Ref: `Model${name}` })),
      RequestValidatorId: validator && { Ref: validator.id },
      Integration: writeIntegration(method.integration),
      MethodResponses: (method.integration.responses ?? []).map(({ statusCode, responseParameters }) => ({
        StatusCode: String(statusCode),
        ResponseParameters: responseParameters && mapValues(responseParameters, () => false),
      })),
    });
    return id;
  });
  add('Deployment', 'Deployment', { RestApiId });
  resources.Deployment = { ...resources.Deployment, DependsOn: methods };
  add('Stage', 'Stage', {
    RestApiId,
    DeploymentId: { Ref: 'Deployment' },
    StageName: 'dev',
    Variables: stageVariables,
  });
  return JSON.parse(JSON.stringify({ Resources: resources })) as object;
}

/** The reference of a path's resource; resources on the way are made. */
function resourceOf(path: string, add: (id: string, type: string, properties: object) => void): object {
  if (path === '/') return { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  const end = path.lastIndexOf('/');
  const parent = resourceOf(end === 0 ? '/' : path.slice(0, end), add);
  const id = `Path${Buffer.from(path).toString('hex')}`;
  add(id, 'Resource', { RestApiId: { Ref: 'Api' }, ParentId: parent, PathPart: path.slice(end + 1) });
  return { Ref: id };
}

function validatorOf({ validate }: MethodText): { readonly id: string; readonly properties: object } | undefined {
  if (validate === undefined) return undefined;
  const name = `${validate.body ? 'Body' : ''}${validate.parameters ? 'Parameters' : ''}Validator`;
  return {
    id: name,
    properties: { Name: name, ValidateRequestBody: validate.body, ValidateRequestParameters: validate.parameters },
  };
}

function writeIntegration(integration: IntegrationText): object {
  const { type, requestParameters, requestTemplates, passthroughBehavior, contentHandling, timeoutMs, responses } =
    integration;
  return {
    Type: type,
    ...targetOf(integration),
    RequestParameters: requestParameters,
    RequestTemplates: requestTemplates,
    PassthroughBehavior: passthroughBehavior,
    ContentHandling: contentHandling,
    TimeoutInMillis: timeoutMs,
    IntegrationResponses: responses?.map((response) => ({
      StatusCode: String(response.statusCode),
      SelectionPattern: response.selectionPattern,
      ResponseParameters: response.responseParameters,
      ResponseTemplates: response.responseTemplates,
      ContentHandling: response.contentHandling,
    })),
  };
}

function targetOf(integration: IntegrationText): object {
  if (integration.type === 'MOCK') return {};
  if ('uri' in integration) return { IntegrationHttpMethod: integration.httpMethod, Uri: integration.uri };
  const uri = `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${integration.function.replace('${', '${!')}/invocations`;
  return { IntegrationHttpMethod: 'POST', Uri: { 'Fn::Sub': uri } };
}

function withUrls(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withUrls);
  if (typeof schema !== 'object' || schema === null) return schema;
  return mapValues(schema as Record<string, unknown>, (member, key) =>
    key === '$ref' && typeof member === 'string'
      ? { 'Fn::Sub': `https://apigateway.amazonaws.com/restapis/\${Api}/models/${member.slice('#/models/'.length)}` }
      : withUrls(member),
  );
}

function prefixed<T>(prefix: string, record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [prefix + key, value]));
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
