import { defaultResponseDescription, OPENAPI_VERSION, SCHEMA_POINTER } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { DocumentObject, Method, MethodResponse, RestApi } from '../../model/index.js';
import { sortBy } from '../../support/sort-by.js';
import type { ExportOptions } from './export-options.js';
import { hashOrder, hashOrdered } from './hash-order.js';
import { members, unlessEmpty } from './members.js';
import { OPENAPI_LOCATION, orderedParameters, renderExtensions, renderPaths } from './paths.js';
import { renderEndpointConfiguration, renderRootExtensions } from './root-extensions.js';
import { modelReference, renderSchemas } from './schemas.js';
import { renderSchemes } from './security.js';

/**
 * An OpenAPI 3.0.1 document of GetExport.
 *
 * Observed: the paths stand in the order of their hashes; the stage is the default of the server's variable, without a
 * slash; `components` is there without a member too.
 */
export function renderOas30(api: RestApi, options: ExportOptions): DocumentObject {
  const { extensions = [], stageName, restApiId, region, resourceId } = options;
  return members({
    openapi: OPENAPI_VERSION,
    info: members({ title: api.name, description: api.description, version: api.version }),
    servers: [
      members({
        url: `https://${restApiId}.execute-api.${region}.amazonaws.com/{basePath}`,
        variables: { basePath: { default: stageName } },
        [EXTENSION.endpointConfiguration]: renderEndpointConfiguration(api, extensions),
      }),
    ],
    paths: renderPaths(
      hashOrder(api.resources, ({ path }) => path),
      (method, path) => ({
        ...renderOperation(method),
        ...renderExtensions(method, path, extensions, resourceId),
      }),
    ),
    components: members({
      schemas: unlessEmpty(renderSchemas(api, SCHEMA_POINTER)),
      securitySchemes: unlessEmpty(renderSchemes(api, extensions)),
    }),
    ...renderRootExtensions(api, options),
  });
}

/** Observed: a parameter that is not required has no `required`; a body is required. */
function renderOperation(method: Method): DocumentObject {
  const { requestModels = {}, responses = [] } = method;
  const content = renderContent(requestModels);
  return members({
    operationId: method.operationName,
    parameters: unlessEmpty(
      orderedParameters(method).map(({ location, name, required }) =>
        members({
          name,
          in: OPENAPI_LOCATION[location],
          required: required ? true : undefined,
          schema: { type: 'string' },
        }),
      ),
    ),
    requestBody: Object.keys(content).length === 0 ? undefined : { content, required: true },
    responses: Object.fromEntries(
      sortBy(responses, ({ statusCode }) => statusCode).map((response) => [
        response.statusCode,
        renderResponse(response),
      ]),
    ),
  });
}

/** Observed: a response without a model has an empty content. */
function renderResponse({ statusCode, responseModels = {}, responseHeaders = [] }: MethodResponse): DocumentObject {
  return members({
    description: defaultResponseDescription(statusCode),
    headers: unlessEmpty(
      hashOrdered(Object.fromEntries(responseHeaders.map(({ name }) => [name, { schema: { type: 'string' } }]))),
    ),
    content: renderContent(responseModels),
  });
}

function renderContent(models: Readonly<Record<string, string>>): DocumentObject {
  return hashOrdered(
    Object.fromEntries(
      Object.entries(models).map(([type, name]) => [type, { schema: modelReference(name, SCHEMA_POINTER) }]),
    ),
  );
}
