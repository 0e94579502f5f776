import { DEFAULT_INFO_VERSION, defaultResponseDescription } from '../../formats/openapi.js';
import { DEFAULT_RESPONSE_KEY } from '../../formats/x-amazon-apigateway.js';
import {
  isDocumentObject,
  type Authorizer,
  type ContentDocumentation,
  type GatewayResponse,
  type Integration,
  type IntegrationResponse,
  type Method,
  type MethodAuthorization,
  type MethodResponse,
  type OperationDocumentation,
  type Place,
  type RequestParameter,
  type Resource,
  type ResponseHeader,
  type RestApi,
  type SchemaModel,
} from '../../model/index.js';
import { isDeployTime, printValue } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { defined } from '../../support/defined.js';
import { asMembers } from './members.js';
import { documentationPart, reportElsewhere, uniqueBy, uniqueRoutes, withoutEmpty, type Report } from './part.js';

/** See `openApiPart`. */
export function restApiPart(api: RestApi, report: Report): RestApi {
  const { endpoint, stages, tags, models, authorizers, gatewayResponses, resources, documentation, ...rest } = api;
  reportElsewhere(report, { stages: stages.length, tags: Object.keys(tags ?? {}).length });
  if (endpoint?.type !== undefined || endpoint?.ipAddressType !== undefined) {
    report('not-representable', { property: 'endpoint' }, 'OpenAPI has no place for the endpoint type', 'info');
  }
  const vpcEndpointIds = endpoint?.vpcEndpointIds ?? [];
  return {
    ...rest,
    version: api.version ?? DEFAULT_INFO_VERSION,
    ...defined({ documentation: documentationPart(documentation) }),
    ...(vpcEndpointIds.length > 0 && { endpoint: { vpcEndpointIds } }),
    ...defined({ gatewayResponses: gatewayResponses?.map(gatewayResponsePart) }),
    ...(models !== undefined && {
      models: uniqueBy(
        models,
        ({ name }) => name,
        ({ name }) => ({ element: `model ${name}` }),
        report,
      ).map((model) => modelPart(model, report)),
    }),
    ...(authorizers !== undefined && {
      authorizers: uniqueBy(
        authorizers,
        ({ name }) => name,
        ({ name }) => ({ element: `authorizer ${name}` }),
        report,
      ).map(authorizerPart),
    }),
    resources: mergePaths(resources).map((resource) => resourcePart(resource, authorizers ?? [], report)),
    stages: [],
  };
}

/** A model's content type has no place; its description is the schema's. */
function modelPart(model: SchemaModel, report: Report): SchemaModel {
  const { contentType, description, schema, ...rest } = model;
  const place: Place = { element: `model ${model.name}` };
  if (contentType !== undefined && contentType !== 'application/json') {
    report('not-representable', place, `Cannot write the content type "${contentType}" of a model in OpenAPI`);
  }
  const ownDescription = asMembers(schema).description;
  const own = typeof ownDescription === 'string' && ownDescription !== '' ? ownDescription : undefined;
  if (description !== undefined && own !== undefined && own !== description) {
    report('not-representable', place, "Cannot write a model's description beside the different one of its schema");
  }
  const known = description ?? own;
  if (known === undefined || known === '') return { ...rest, schema };
  if (!isDocumentObject(schema)) {
    report('not-representable', place, 'Cannot write the description of a model whose schema is no object');
    return { ...rest, schema };
  }
  return { ...rest, description: known, schema: { ...schema, description: known } };
}

/** `x-amazon-apigateway-authtype` is always written. */
function authorizerPart(authorizer: Authorizer): Authorizer {
  return {
    ...authorizer,
    authType: authorizer.authType ?? (authorizer.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom'),
  };
}

function gatewayResponsePart({ responseParameters, responseTemplates, ...response }: GatewayResponse): GatewayResponse {
  return {
    ...response,
    ...defined({
      responseParameters: withoutEmpty(responseParameters),
      responseTemplates: withoutEmpty(responseTemplates),
    }),
  };
}

/** One path is one member of `paths`. */
function mergePaths(resources: readonly Resource[]): readonly Resource[] {
  const byPath = new Map<string, Resource>();
  for (const resource of resources) {
    const before = byPath.get(resource.path);
    byPath.set(
      resource.path,
      before === undefined ? resource : { ...resource, methods: [...before.methods, ...resource.methods] },
    );
  }
  return [...byPath.values()];
}

function resourcePart(resource: Resource, authorizers: readonly Authorizer[], report: Report): Resource {
  const { methods, documentation, ...rest } = resource;
  const place = (method: Method): Place => ({ element: `${method.httpMethod} ${resource.path}` });
  return {
    ...rest,
    methods: uniqueRoutes(methods, place, report).map((method) =>
      methodPart(method, authorizers, place(method), report),
    ),
    ...defined({ documentation: withoutEmpty(documentation) }),
  };
}

function methodPart(method: Method, authorizers: readonly Authorizer[], place: Place, report: Report): Method {
  const { authorization, requestParameters, integration, responses, operationName, documentation, ...rest } = method;
  return {
    ...rest,
    ...defined({
      operationName: operationName === '' ? undefined : operationName,
      authorization: authorization && authorizationPart(authorization, authorizers, place, report),
      requestParameters:
        requestParameters &&
        uniqueBy(
          requestParameters,
          ({ location, name }) => `${location}.${name}`,
          () => place,
          report,
        ).map(parameterPart),
      responses:
        responses &&
        uniqueBy(
          responses,
          ({ statusCode }) => statusCode,
          () => place,
          report,
        ).map((response) => responsePart(response, place, report)),
      integration: integration && integrationPart(integration, { ...place, property: 'integration' }, report),
      documentation: operationPart(documentation, method.requestModels),
    }),
  };
}

/** A body of which nothing is said is not there. */
function operationPart(
  documentation: OperationDocumentation | undefined,
  models: Method['requestModels'],
): OperationDocumentation | undefined {
  const { requestBody, other, ...rest } = documentation ?? {};
  return withoutEmpty({
    ...rest,
    ...defined({ requestBody: requestBody && contentPart(requestBody, models), other: withoutEmpty(other) }),
  });
}

/** A content type of which nothing is said beside its model is not there either. */
function contentPart<T extends ContentDocumentation>(documentation: T, models: Method['requestModels']): T | undefined {
  const { content, other, ...rest } = documentation;
  const said = Object.entries(content ?? {}).filter(
    ([type, members]) => Object.keys(members).length > 0 || !Object.hasOwn(models ?? {}, type),
  );
  return withoutEmpty({
    ...rest,
    ...defined({ content: withoutEmpty(Object.fromEntries(said)), other: withoutEmpty(other) }),
  } as T);
}

/** A requirement names an authorizer, whose own type then says what it is; only user pools take scopes. */
function authorizationPart(
  authorization: MethodAuthorization,
  authorizers: readonly Authorizer[],
  place: Place,
  report: Report,
): MethodAuthorization {
  if (authorization.type === 'NONE' || authorization.type === 'AWS_IAM') return authorization;
  const { authorizer, authorizerId } = authorization;
  if (authorizerId !== undefined) {
    report(
      'not-representable',
      place,
      `Cannot write the authorizer ${printValue(authorizerId)}: OpenAPI cannot name one by its id`,
    );
  }
  const type =
    authorizers.find(({ name }) => name === authorizer)?.type === 'COGNITO_USER_POOLS'
      ? 'COGNITO_USER_POOLS'
      : 'CUSTOM';
  if (type !== authorization.type) {
    report(
      'not-representable',
      place,
      `Cannot write the authorization type ${authorization.type}: the authorizer "${authorizer}" makes it ${type}`,
    );
  }
  const scopes = authorization.type === 'COGNITO_USER_POOLS' ? (authorization.scopes ?? []) : [];
  return type === 'COGNITO_USER_POOLS' && scopes.length > 0 ? { type, authorizer, scopes } : { type, authorizer };
}

const STRING_SCHEMA = canonicalJson({ type: 'string' });

function isStringSchema(schema: unknown): boolean {
  return canonicalJson(schema) === STRING_SCHEMA;
}

/** A parameter without a schema of its own is written as a string. */
function parameterPart({ documentation, ...parameter }: RequestParameter): RequestParameter {
  const { schema, other, ...rest } = documentation ?? {};
  const kept = withoutEmpty({
    ...rest,
    ...defined({
      schema: schema === undefined || isStringSchema(schema) ? undefined : schema,
      other: withoutEmpty(other),
    }),
  });
  return { ...parameter, ...(kept !== undefined && { documentation: kept }) };
}

function responsePart(response: MethodResponse, place: Place, report: Report): MethodResponse {
  const { description, responseHeaders, documentation, ...rest } = response;
  return {
    ...rest,
    ...defined({
      description:
        description === '' || description === defaultResponseDescription(response.statusCode) ? undefined : description,
      responseHeaders:
        responseHeaders &&
        uniqueBy(
          responseHeaders,
          ({ name }) => name,
          () => place,
          report,
        ).map(headerPart),
      documentation: documentation && contentPart(documentation, response.responseModels),
    }),
  };
}

function headerPart({ documentation, ...header }: ResponseHeader): ResponseHeader {
  const { schema, ...others } = documentation ?? {};
  const kept = {
    ...others,
    ...defined({ schema: schema === undefined || isStringSchema(schema) ? undefined : schema }),
  };
  return { ...header, ...defined({ documentation: withoutEmpty(kept) }) };
}

function integrationPart(integration: Integration, place: Place, report: Report): Integration {
  const { requestParameters, responses } = integration;
  return {
    ...integration,
    ...defined({
      requestParameters:
        requestParameters &&
        uniqueBy(
          requestParameters,
          ({ target }) => `${target.location}.${target.name}`,
          () => place,
          report,
        ),
      responses:
        responses &&
        uniqueBy(
          responses.flatMap((response) => patternPart(response, place, report)),
          ({ selectionPattern }) => (selectionPattern === undefined ? '' : printValue(selectionPattern)),
          () => place,
          report,
        ).map((response) => ({
          ...response,
          ...defined({
            responseParameters:
              response.responseParameters &&
              uniqueBy(
                response.responseParameters,
                ({ header }) => header,
                () => place,
                report,
              ),
          }),
        })),
    }),
  };
}

/** A selection pattern is a key of the document: its text must be known, and `default` means that there is none. */
function patternPart(response: IntegrationResponse, place: Place, report: Report): readonly IntegrationResponse[] {
  const { selectionPattern, ...rest } = response;
  if (selectionPattern === undefined || selectionPattern === '') return [rest];
  if (isDeployTime(selectionPattern)) {
    report(
      'not-representable',
      place,
      `Cannot write the selection pattern "${printValue(selectionPattern)}" as a key: only deployment knows it`,
      'error',
    );
    return [];
  }
  if (selectionPattern !== DEFAULT_RESPONSE_KEY) return [response];
  return [{ ...rest, selectionPattern: `(?:${DEFAULT_RESPONSE_KEY})` }];
}
