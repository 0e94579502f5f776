import { SWAGGER_SCHEMA_MEMBERS } from '../../formats/openapi.js';
import {
  isDocumentObject,
  type ApiDocumentation,
  type ContentDocumentation,
  type Document,
  type Method,
  type MethodResponse,
  type OtherMembers,
  type Place,
  type RequestParameter,
  type Resource,
  type RestApi,
} from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { own } from '../../support/own.js';
import { asMembers } from './members.js';
import { split, type Split } from './open-api-part.js';
import { withoutEmpty, type Report } from './part.js';
import { restApiPart } from './rest-api-part.js';

/**
 * What a Swagger 2.0 document can carry of a REST API: its `openApiPart` without what only OpenAPI 3.0 has a place for.
 * A body has one schema for all of its content types, the responses of a method share their content types, a parameter
 * has a simple type, and all servers have one host and path. Reading the rendered part gives the part.
 *
 * Documented: https://swagger.io/specification/v2/
 */
export function swaggerPart(api: RestApi): RestApi {
  return splitSwagger(api).part;
}

export function splitSwagger(api: RestApi): Split<RestApi> {
  return split((report) => {
    const { documentation, resources, ...rest } = restApiPart(api, report);
    return {
      ...rest,
      ...defined({ documentation: documentation && documentationPart(documentation, report) }),
      resources: resources.map((resource) => resourcePart(resource, report)),
    };
  });
}

/** A URL that `schemes`, `host` and `basePath` can say. */
export const SERVER_URL = /^(?<scheme>https?|wss?):\/\/(?<host>[^/{}?#]+)(?<path>\/(?!\/)[^{}?#]*)?$/;

function documentationPart(documentation: ApiDocumentation, report: Report): ApiDocumentation | undefined {
  const { other, ...rest } = documentation;
  const { info, servers, components, ...others } = other ?? {};
  const { securitySchemes, ...otherComponents } = asMembers(components);
  extensionsOf(otherComponents, { property: 'components' }, report);
  const oneAddress = servers === undefined || isOneAddress(servers);
  if (!oneAddress) dropped(report, { property: 'servers' }, 'servers of several addresses or with variables');
  const schemes = Object.entries(asMembers(securitySchemes)).flatMap(([name, scheme]): [string, Document][] => {
    if (isSwaggerScheme(scheme)) return [[name, scheme]];
    dropped(report, { property: `components.securitySchemes.${name}` }, 'this security scheme');
    return [];
  });
  return withoutEmpty({
    ...rest,
    ...defined({
      other: withoutEmpty({
        ...extensionsOf(others, {}, report),
        ...defined({
          info: extensionsOf(asMembers(info), { property: 'info' }, report),
          servers: oneAddress ? servers : undefined,
          components: schemes.length > 0 ? { securitySchemes: Object.fromEntries(schemes) } : undefined,
        }),
      }),
    }),
  });
}

function isOneAddress(servers: Document): boolean {
  if (!isList(servers)) return false;
  const addresses = servers.map((server) => {
    const { url, ...others } = asMembers(server);
    const groups = typeof url === 'string' ? SERVER_URL.exec(url)?.groups : undefined;
    return groups === undefined || Object.keys(others).length > 0 ? undefined : `${groups.host}${groups.path ?? ''}`;
  });
  return addresses[0] !== undefined && new Set(addresses).size === 1;
}

/** A key in a header or a query; and what is said beside the scheme of an authorizer, which is such a key. */
function isSwaggerScheme(scheme: Document): boolean {
  const { type, in: location, ...others } = asMembers(scheme);
  return type === undefined
    ? Object.keys(others).every((key) => key === 'description' || key.startsWith('x-'))
    : type === 'apiKey' && (location === 'header' || location === 'query');
}

function resourcePart({ methods, documentation, ...rest }: Resource, report: Report): Resource {
  return {
    ...rest,
    methods: methods.map((method) => methodPart(method, { element: `${method.httpMethod} ${rest.path}` }, report)),
    ...defined({ documentation: extensionsOf(documentation, { element: rest.path }, report) }),
  };
}

function methodPart(method: Method, place: Place, report: Report): Method {
  const { requestParameters, requestModels, responses, documentation, ...rest } = method;
  const { requestBody, other, ...said } = documentation ?? {};
  const bodyPlace = { ...place, property: 'requestBody' };
  const types = typesOfOneSchema(requestModels, requestBody);
  const content = contentPart(requestModels, requestBody, types, { examples: false }, bodyPlace, report);
  const body = requestBody && {
    ...defined({ description: requestBody.description, required: requestBody.required }),
    ...defined({ content: content.documented, other: extensionsOf(requestBody.other, bodyPlace, report) }),
  };
  if (types.length === 0 && withoutEmpty(body) !== undefined) dropped(report, bodyPlace, 'a body without a schema');
  const produces =
    responses
      ?.map((response) => typesOfOneSchema(response.responseModels, response.documentation))
      .find((found) => found.length > 0) ?? [];
  return {
    ...rest,
    ...defined({
      requestParameters: requestParameters?.map((parameter) => parameterPart(parameter, place, report)),
      requestModels: content.models,
      responses: responses?.map((response) => responsePart(response, produces, place, report)),
      documentation: withoutEmpty({
        ...said,
        ...defined({
          requestBody: types.length === 0 ? undefined : withoutEmpty(body),
          other: extensionsOf(other, place, report),
        }),
      }),
    }),
  };
}

function parameterPart(parameter: RequestParameter, place: Place, report: Report): RequestParameter {
  const { documentation, ...rest } = parameter;
  if (documentation === undefined) return parameter;
  const at = { ...place, property: `parameters.${parameter.name}` };
  const { schema, other, ...said } = documentation;
  return {
    ...rest,
    ...defined({
      documentation: withoutEmpty({
        ...said,
        ...defined({ schema: simpleSchema(schema, at, report), other: extensionsOf(other, at, report) }),
      }),
    }),
  };
}

function responsePart(
  response: MethodResponse,
  produces: readonly string[],
  at: Place,
  report: Report,
): MethodResponse {
  const { responseModels, responseHeaders, documentation, ...rest } = response;
  const place = { ...at, property: `responses.${response.statusCode}` };
  const own = typesOfOneSchema(responseModels, documentation);
  const types = produces.every((type) => own.includes(type)) ? produces : [];
  const content = contentPart(responseModels, documentation, types, { examples: true }, place, report);
  return {
    ...rest,
    ...defined({
      responseModels: content.models,
      responseHeaders: responseHeaders?.map(({ name, required, documentation: header }) => {
        const headerPlace = { ...place, property: `${place.property}.headers.${name}` };
        if (required) dropped(report, headerPlace, 'that a header is required');
        const { description, schema, ...other } = header ?? {};
        return {
          name,
          required: false,
          ...defined({
            documentation: withoutEmpty({
              ...defined({ description, schema: simpleSchema(schema, headerPlace, report) }),
              ...extensionsOf(other, headerPlace, report),
            }),
          }),
        };
      }),
      documentation: withoutEmpty(
        defined({ content: content.documented, other: extensionsOf(documentation?.other, place, report) }),
      ),
    }),
  };
}

type Models = Readonly<Record<string, string>> | undefined;

/** The content types that have the schema of the first type that has one; none without a schema. */
function typesOfOneSchema(models: Models, documented: ContentDocumentation | undefined): readonly string[] {
  const types = [...new Set([...Object.keys(models ?? {}), ...Object.keys(documented?.content ?? {})])];
  const schemas = types.map((type) => schemaOf(type, models, documented));
  const first = schemas.find((schema) => schema !== undefined);
  return first === undefined ? [] : types.filter((_type, index) => schemas[index] === first);
}

/** A schema as a text to compare. */
function schemaOf(type: string, models: Models, documented: ContentDocumentation | undefined): string | undefined {
  const model = own(models, type);
  if (model !== undefined) return `model ${model}`;
  const schema = own(documented?.content, type)?.schema;
  return schema === undefined ? undefined : canonicalJson(schema);
}

/** What these types have of a content; in a response, the example of a type stays even where no type has a schema. */
function contentPart(
  models: Models,
  documented: ContentDocumentation | undefined,
  types: readonly string[],
  { examples }: { readonly examples: boolean },
  place: Place,
  report: Report,
): { readonly models: Models; readonly documented: Readonly<Record<string, OtherMembers>> | undefined } {
  const kept: [string, string][] = [];
  for (const [type, model] of Object.entries(models ?? {})) {
    if (types.includes(type)) kept.push([type, model]);
    else report('not-representable', place, `Swagger has no place for the model "${model}" of ${type} beside others`);
  }
  const content = Object.entries(documented?.content ?? {}).flatMap(([type, said]): [string, OtherMembers][] => {
    const carried = types.includes(type);
    const left = defined({
      schema: carried ? said.schema : undefined,
      example: examples && (carried || types.length === 0) ? said.example : undefined,
    });
    const lost = Object.keys(said).filter((key) => !Object.hasOwn(left, key));
    if (lost.length > 0) dropped(report, place, `${lost.join(', ')} of ${type}`);
    return Object.keys(left).length === 0 ? [] : [[type, left]];
  });
  return { models: withoutEmpty(Object.fromEntries(kept)), documented: withoutEmpty(Object.fromEntries(content)) };
}

const SIMPLE_TYPES: ReadonlySet<Document | undefined> = new Set(['string', 'number', 'integer', 'boolean', 'array']);

/** A parameter or header has a type, and no reference, object or alternative: any other is written as a string. */
function simpleSchema(schema: Document | undefined, place: Place, report: Report): Document | undefined {
  if (schema === undefined || isSimple(schema)) return schema;
  dropped(report, place, 'a schema that is more than a type of text, number, boolean or list');
  return undefined;
}

function isSimple(schema: Document | undefined): boolean {
  return (
    isDocumentObject(schema) &&
    Object.keys(schema).every((key) => SWAGGER_SCHEMA_MEMBERS.has(key)) &&
    SIMPLE_TYPES.has(schema.type) &&
    (schema.type === 'array' ? isSimple(schema.items) : schema.items === undefined)
  );
}

/** The extensions among what is carried along; every other member is reported. Undefined for none. */
function extensionsOf(other: OtherMembers | undefined, place: Place, report: Report): OtherMembers | undefined {
  const lost = Object.keys(other ?? {}).filter((key) => !key.startsWith('x-'));
  if (lost.length > 0) dropped(report, place, lost.join(', '));
  return withoutEmpty(Object.fromEntries(Object.entries(other ?? {}).filter(([key]) => key.startsWith('x-'))));
}

function dropped(report: Report, place: Place, what: string): void {
  report('not-representable', place, `Swagger 2.0 has no place for ${what}`, 'info');
}
