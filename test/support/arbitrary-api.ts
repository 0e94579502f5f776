import fc from 'fast-check';
import {
  GATEWAY_RESPONSE_STATUS,
  HTTP_METHODS,
  parsePath,
  printModelReference,
  reference as referenceTo,
  type ApiDocumentation,
  type Authorizer,
  type Document,
  type GatewayResponse,
  type GatewayResponseType,
  type Method,
  type MethodAuthorization,
  type RequestParameter,
  type Resource,
  type RestApi,
  type SchemaModel,
} from '../../lib/model/index.js';
import { identitySources } from './arbitrary-identity-source.js';
import { gatewayMappings, integrations } from './arbitrary-integration.js';
import { stages } from './arbitrary-stage.js';
import {
  booleanValue,
  contentType,
  data,
  dataObject,
  deployTime,
  headerName,
  mapOf,
  record,
  tags,
  text,
  textValue,
  valueOf,
  word,
} from './arbitrary-values.js';

/** Paths that may stand beside each other: no two variables are siblings, nothing is below a greedy one. */
const PATHS = [
  '/',
  '/pets',
  '/pets/{petId}',
  '/pets/{petId}/toys/{toyId}',
  '/files/{proxy+}',
  '/a.b-c_d',
  '/constructor',
];

/**
 * REST APIs with every property of the model, as API Gateway would take them: names are unique and what is named is
 * there. Lists may be empty and maps too; optional members come and go.
 */
export const restApis: fc.Arbitrary<RestApi> = record(
  {
    models: fc.uniqueArray(fc.oneof(word, fc.constant('constructor')), { maxLength: 3 }),
    validators: fc.uniqueArray(word, { maxLength: 2 }),
    authorizers: fc.uniqueArray(authorizers(), { maxLength: 3, selector: ({ name }) => name }),
  },
  ['models', 'validators', 'authorizers'],
).chain(({ models, validators, authorizers }) =>
  record<RestApi, 'protocol' | 'id' | 'name' | 'resources' | 'stages'>(
    {
      protocol: fc.constant('REST'),
      id: word,
      name: textValue,
      description: textValue,
      version: text,
      documentation: apiDocumentation,
      endpoint: record(
        {
          type: valueOf(fc.constantFrom('EDGE', 'REGIONAL', 'PRIVATE')),
          vpcEndpointIds: fc.array(textValue, { maxLength: 2 }),
          ipAddressType: fc.constantFrom('ipv4', 'dualstack'),
        },
        [],
      ),
      disableExecuteApiEndpoint: booleanValue,
      binaryMediaTypes: fc.uniqueArray(contentType, { maxLength: 2 }),
      minimumCompressionBytes: valueOf(fc.integer({ min: 0, max: 10_485_760 })),
      apiKeySource: fc.constantFrom('HEADER', 'AUTHORIZER'),
      policy: dataObject,
      securityPolicy: valueOf(fc.constantFrom('TLS_1_2')),
      endpointAccessMode: valueOf(fc.constantFrom('BASIC', 'STRICT')),
      models: fc.tuple(...models.map((name) => schemaModels(name, models))),
      requestValidators: fc.tuple(
        ...validators.map((name) =>
          record(
            { name: fc.constant(name), validateRequestBody: fc.boolean(), validateRequestParameters: fc.boolean() },
            ['name', 'validateRequestBody', 'validateRequestParameters'],
          ),
        ),
      ),
      authorizers: fc.constant(authorizers),
      gatewayResponses: fc.uniqueArray(gatewayResponses, {
        maxLength: 2,
        selector: ({ responseType }) => responseType,
      }),
      resources: resources({ models, validators, authorizers }),
      stages: fc.uniqueArray(stages, { maxLength: 2, selector: ({ name }) => name }),
      tags,
    },
    // What is named below must be there.
    [
      ...(['protocol', 'id', 'name', 'resources', 'stages'] as const),
      ...((models.length > 0 ? ['models'] : []) as never[]),
      ...((validators.length > 0 ? ['requestValidators'] : []) as never[]),
      ...((authorizers.length > 0 ? ['authorizers'] : []) as never[]),
    ],
  ),
);

/** `x-amazon-apigateway-documentation` as API Gateway takes it. */
const documentationParts = record(
  {
    version: word,
    documentationParts: fc.uniqueArray(
      record(
        {
          location: record({ type: fc.constantFrom('API', 'METHOD', 'MODEL'), path: word, name: word }, ['type']),
          properties: dataObject,
        },
        ['location'],
      ),
      { maxLength: 2, selector: ({ location }) => JSON.stringify(location) },
    ),
  },
  ['documentationParts'],
) as fc.Arbitrary<Document>;

/** What documents say to people, in the parts that OpenAPI has for it. */
export const apiDocumentation = record<ApiDocumentation, never>(
  {
    termsOfService: word,
    contact: dataObject,
    license: dataObject,
    tags: fc.array(record({ name: word, description: word }, ['name']), { maxLength: 2 }),
    externalDocs: dataObject,
    parts: fc.oneof(dataObject, documentationParts),
    other: record(
      {
        'x-owner': data,
        servers: fc.constant([{ url: 'https://example.com/v1', description: 'elsewhere' }]),
        info: record({ summary: word, 'x-audience': data }, ['summary']),
        components: fc.constant({
          examples: { cat: { value: { name: 'cat' } } },
          securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
        }),
      },
      [],
    ),
  },
  [],
);

/** A model of this name, which may refer to the others. */
export function schemaModels(name: string, models: readonly string[]): fc.Arbitrary<SchemaModel> {
  return record<SchemaModel, 'name' | 'schema'>(
    {
      name: fc.constant(name),
      contentType: fc.constantFrom('application/json', 'application/xml'),
      description: text,
      schema: schemas(models),
    },
    ['name', 'schema'],
  );
}

/** Schemas that a parameter may have in Swagger 2.0 too. */
const simpleSchemas = fc.constantFrom<Document>(
  { type: 'integer', minimum: 1 },
  { type: 'array', items: { type: 'string', enum: ['cat', 'dog'] } },
);

/** Schemas with references to models, definitions of their own, and data in which `$ref` means nothing. */
export function schemas(models: readonly string[]): fc.Arbitrary<Document> {
  const references =
    models.length === 0 ? [] : [fc.constantFrom(...models).map((name) => ({ $ref: printModelReference(name) }))];
  const plain: fc.Arbitrary<Document> = fc.oneof(
    fc.constantFrom<Document>(
      { type: 'string' },
      { type: 'integer', minimum: 1 },
      { enum: ['a', { $ref: '#/components/schemas/Nothing' }] },
      { type: 'array', items: { $ref: '#' } },
    ),
    deployTime.map((value) => ({ type: 'string', pattern: value })),
    ...references,
  );
  const own = { definitions: { Own: { type: 'null' } }, additionalProperties: { $ref: '#/definitions/Own' } };
  return record(
    {
      type: fc.constant('object'),
      description: text,
      title: textValue,
      properties: mapOf(fc.constantFrom('name', '$ref', 'default', 'enum'), plain),
      default: data,
      allOf: fc.array(plain, { minLength: 1, maxLength: 2 }),
    },
    ['type'],
  ).chain((schema): fc.Arbitrary<Document> =>
    fc.constantFrom<Document>(schema as Document, { ...(schema as object), ...own }),
  );
}

function authorizers(): fc.Arbitrary<Authorizer> {
  const shared = {
    name: fc.oneof(word, fc.constantFrom('api_key', 'sigv4')),
    authType: word,
    resultTtlSeconds: valueOf(fc.integer({ min: 0, max: 3600 })),
  };
  const identitySource = identitySources('REST');
  const lambda = { ...shared, uri: textValue, credentials: textValue, identityValidationExpression: text };
  return fc.oneof(
    record({ ...lambda, type: fc.constant('TOKEN' as const), identitySource }, [
      'name',
      'type',
      'uri',
      'identitySource',
    ]),
    record(
      {
        ...lambda,
        type: fc.constant('REQUEST' as const),
        identitySource: fc.array(identitySource, { maxLength: 2 }),
      },
      ['name', 'type', 'uri', 'identitySource'],
    ),
    record(
      {
        ...shared,
        type: fc.constant('COGNITO_USER_POOLS' as const),
        identitySource,
        identityValidationExpression: text,
        providerArns: fc.array(textValue, { maxLength: 2 }),
      },
      ['name', 'type', 'identitySource', 'providerArns'],
    ),
  );
}

const gatewayResponses: fc.Arbitrary<GatewayResponse> = record<GatewayResponse, 'responseType'>(
  {
    responseType: fc.constantFrom(...(Object.keys(GATEWAY_RESPONSE_STATUS) as GatewayResponseType[])),
    statusCode: fc.constantFrom('401', '500'),
    responseParameters: gatewayMappings,
    responseTemplates: mapOf(contentType, textValue),
  },
  ['responseType'],
);

/** What methods may name. */
interface Names {
  readonly models: readonly string[];
  readonly validators: readonly string[];
  readonly authorizers: readonly Authorizer[];
}

function resources(names: Names): fc.Arbitrary<readonly Resource[]> {
  return fc.subarray(PATHS, { maxLength: 3 }).chain((paths) =>
    fc.tuple(
      ...paths.map((path) =>
        record<Resource, 'path' | 'methods'>(
          {
            path: fc.constant(path),
            methods: fc.uniqueArray(methods(path, names), { maxLength: 2, selector: ({ httpMethod }) => httpMethod }),
            documentation: mapOf(fc.constantFrom('summary', 'x-team'), text),
          },
          ['path', 'methods'],
        ),
      ),
    ),
  );
}

function methods(path: string, { models, validators, authorizers }: Names): fc.Arbitrary<Method> {
  const modelNames = models.length === 0 ? fc.constant({}) : mapOf(contentType, fc.constantFrom(...models));
  return record<Method, 'httpMethod'>(
    {
      httpMethod: fc.constantFrom(...HTTP_METHODS),
      operationName: text,
      authorization: authorizations(authorizers),
      apiKeyRequired: fc.boolean(),
      requestParameters: fc.uniqueArray(requestParameters(path, models), {
        maxLength: 3,
        selector: ({ location, name }) => `${location}.${name}`,
      }),
      requestModels: modelNames,
      ...(validators.length > 0 && { requestValidator: fc.constantFrom(...validators) }),
      integration: integrations,
      responses: fc.uniqueArray(
        record(
          {
            statusCode: fc.constantFrom('200', '404', 'default'),
            responseModels: modelNames,
            responseHeaders: fc.uniqueArray(
              record(
                {
                  name: headerName,
                  required: fc.boolean(),
                  documentation: record({ description: text, schema: schemas(models), 'x-since': data }, []),
                },
                ['name', 'required'],
              ),
              { maxLength: 2, selector: ({ name }) => name },
            ),
            description: text,
            documentation: contentDocumentation,
          },
          ['statusCode'],
        ),
        { maxLength: 2, selector: ({ statusCode }) => statusCode },
      ),
      documentation: record(
        {
          summary: text,
          description: text,
          tags: fc.array(word, { maxLength: 2 }),
          deprecated: fc.boolean(),
          externalDocs: dataObject,
          requestBody: fc
            .tuple(contentDocumentation, record({ description: text, required: fc.boolean() }, []))
            .map(([content, more]) => ({ ...content, ...more })),
          other: mapOf(fc.constantFrom('x-owner', 'callbacks', 'servers'), data),
        },
        [],
      ),
    },
    ['httpMethod'],
  );
}

const contentDocumentation = record(
  {
    content: mapOf(contentType, mapOf(fc.constantFrom('example', 'x-size'), data)),
    other: mapOf(fc.constantFrom('x-owner'), data),
  },
  [],
);

function authorizations(authorizers: readonly Authorizer[]): fc.Arbitrary<MethodAuthorization> {
  return fc.oneof(
    fc.constantFrom<MethodAuthorization>({ type: 'NONE' }, { type: 'AWS_IAM' }),
    ...authorizers.map(({ name, type }): fc.Arbitrary<MethodAuthorization> => {
      const reference = {
        authorizer: fc.constant(name),
        authorizerId: fc.oneof(word, fc.constant(referenceTo('Check'))),
      };
      return type === 'COGNITO_USER_POOLS'
        ? record({ type: fc.constant(type), ...reference, scopes: fc.array(word, { maxLength: 2 }) }, [
            'type',
            'authorizer',
          ])
        : record({ type: fc.constant('CUSTOM' as const), ...reference }, ['type', 'authorizer']);
    }),
  );
}

function requestParameters(path: string, models: readonly string[]): fc.Arbitrary<RequestParameter> {
  const names = parsePath(path).flatMap((part) => (part.kind === 'literal' ? [] : [part.name]));
  const documentation = record(
    {
      description: text,
      schema: fc.oneof(schemas(models), simpleSchemas),
      other: mapOf(fc.constantFrom('example', 'style', 'x-since'), data),
    },
    [],
  );
  const named = (location: RequestParameter['location'], name: fc.Arbitrary<string>): fc.Arbitrary<RequestParameter> =>
    record({ location: fc.constant(location), name, required: fc.boolean(), documentation }, [
      'location',
      'name',
      'required',
    ]);
  return fc.oneof(
    named('header', headerName),
    named('querystring', word),
    ...(names.length === 0 ? [] : [named('path', fc.constantFrom(...names))]),
  );
}
