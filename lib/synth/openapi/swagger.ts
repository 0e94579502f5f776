import { DEFINITION_POINTER, SCHEMA_POINTER } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { isDeployTime, mapReferences, type Diagnostic, type Document, type RestApi } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { asMembers, members, unlessEmpty, type Members } from './members.js';
import { renderRestApi } from './rest-api.js';
import { SERVER_URL, splitSwagger } from './swagger-part.js';

/**
 * Writes a REST API as a Swagger 2.0 document with API Gateway's extensions: the OpenAPI 3.0 document of its
 * `swaggerPart`, with each object in Swagger's words. What Swagger cannot carry is named, as by `renderOpenApi`.
 *
 * Documented: https://swagger.io/specification/v2/
 */
export function renderSwagger(api: RestApi): {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { part, diagnostics } = splitSwagger(api);
  const { openapi: _openapi, info, servers, components, paths, ...others } = renderRestApi(part);
  const { schemas, securitySchemes } = asMembers(components);
  const document = members({
    swagger: '2.0',
    info,
    ...swaggerAddress(servers),
    ...others,
    paths: mapMembers(paths, swaggerPath),
    securityDefinitions: securitySchemes,
    definitions: schemas && mapReferences(schemas, swaggerReference),
  });
  return { document, diagnostics };
}

/** `host`, `basePath` and `schemes`; the endpoint's settings stand at the root. */
function swaggerAddress(servers: Document | undefined): Readonly<Record<string, Document | undefined>> {
  const list = isList(servers) ? servers.map(asMembers) : [];
  const addresses = list.flatMap(({ url }) => {
    const groups = typeof url === 'string' ? SERVER_URL.exec(url)?.groups : undefined;
    return groups === undefined ? [] : [groups];
  });
  const [first] = addresses;
  return {
    host: first?.host,
    basePath: first?.path,
    schemes: first && addresses.map(({ scheme = 'https' }) => scheme),
    [EXTENSION.endpointConfiguration]: list[0]?.[EXTENSION.endpointConfiguration],
  };
}

function swaggerPath(item: Members): Members {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => {
      if (key === 'parameters') return [key, mapList(value, swaggerParameter)];
      return [key, key.startsWith('x-') && key !== EXTENSION.anyMethod ? value : swaggerOperation(asMembers(value))];
    }),
  );
}

function swaggerOperation({ parameters, requestBody, responses, ...others }: Members): Members {
  const body = requestBody === undefined ? undefined : asMembers(requestBody);
  const written = [...mapList(parameters, swaggerParameter), ...(body === undefined ? [] : [swaggerBody(body)])];
  return members({
    ...others,
    consumes: body && Object.keys(asMembers(body.content)),
    produces: producedTypes(responses),
    parameters: unlessEmpty(written),
    responses: mapMembers(responses, swaggerResponse),
  });
}

/** The types of the first response with a schema: its part has the same types in every other one. */
function producedTypes(responses: Document | undefined): readonly string[] | undefined {
  return Object.values(asMembers(responses))
    .map((response) => Object.entries(asMembers(asMembers(response).content)))
    .map((content) => content.filter(([, media]) => 'schema' in asMembers(media)).map(([type]) => type))
    .find((types) => types.length > 0);
}

function swaggerBody({ content, ...others }: Members): Members {
  return members({ name: 'body', in: 'body', ...others, schema: contentSchema(content) });
}

function swaggerResponse({ headers, content, ...others }: Members): Members {
  const examples = Object.entries(asMembers(content)).flatMap(([type, media]): [string, Document][] => {
    const { example } = asMembers(media);
    return example === undefined ? [] : [[type, example]];
  });
  return members({
    ...others,
    schema: contentSchema(content),
    headers: headers && mapMembers(headers, swaggerParameter),
    examples: unlessEmpty(Object.fromEntries(examples)),
  });
}

function contentSchema(content: Document | undefined): Document | undefined {
  const schema = Object.values(asMembers(content))
    .map((media) => asMembers(media).schema)
    .find((found) => found !== undefined);
  return schema && mapReferences(schema, swaggerReference);
}

/** A parameter or header: the keywords of its schema are its own members. */
function swaggerParameter({ schema, ...others }: Members): Members {
  return { ...others, ...asMembers(schema) };
}

function swaggerReference(ref: Parameters<Parameters<typeof mapReferences>[1]>[0]): typeof ref {
  if (isDeployTime(ref) || !ref.startsWith(SCHEMA_POINTER)) return ref;
  return DEFINITION_POINTER + ref.slice(SCHEMA_POINTER.length);
}

function mapMembers(document: Document | undefined, change: (item: Members) => Members): Members {
  return Object.fromEntries(Object.entries(asMembers(document)).map(([key, item]) => [key, change(asMembers(item))]));
}

function mapList(document: Document | undefined, change: (item: Members) => Members): readonly Members[] {
  return isList(document) ? document.map((item) => change(asMembers(item))) : [];
}
