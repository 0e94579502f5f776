import { DEFINITION_POINTER, defaultResponseDescription } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { DocumentObject, Method, MethodResponse, RestApi } from '../../model/index.js';
import { own } from '../../support/own.js';
import { sortBy } from '../../support/sort-by.js';
import type { ExportOptions } from './export-options.js';
import { hashOrder, hashOrdered } from './hash-order.js';
import { members, unlessEmpty } from './members.js';
import { OPENAPI_LOCATION, orderedParameters, renderExtensions, renderPaths } from './paths.js';
import { renderEndpointConfiguration, renderRootExtensions } from './root-extensions.js';
import { modelReference, renderSchemas } from './schemas.js';
import { renderSchemes } from './security.js';

/**
 * A Swagger 2.0 document of GetExport.
 *
 * Observed: the paths are sorted; the base path is the stage; a response's description is its status.
 */
export function renderSwagger(api: RestApi, options: ExportOptions): DocumentObject {
  const { extensions = [], stageName, restApiId, region, resourceId } = options;
  return members({
    swagger: '2.0',
    info: members({ description: api.description, version: api.version, title: api.name }),
    host: `${restApiId}.execute-api.${region}.amazonaws.com`,
    basePath: `/${stageName}`,
    schemes: ['https'],
    paths: renderPaths(
      sortBy(api.resources, ({ path }) => path),
      (method, path) => ({
        ...renderOperation(method),
        ...renderExtensions(method, path, extensions, resourceId),
      }),
    ),
    securityDefinitions: unlessEmpty(renderSchemes(api, extensions)),
    definitions: unlessEmpty(renderSchemas(api, DEFINITION_POINTER)),
    ...renderRootExtensions(api, options),
    [EXTENSION.endpointConfiguration]: renderEndpointConfiguration(api, extensions),
  });
}

/**
 * Observed: a method consumes the types of its request models and of its integration's templates, and produces those of
 * its response models and of the templates of its integration's responses.
 */
function renderOperation(method: Method): DocumentObject {
  const { integration, requestModels = {}, responses = [] } = method;
  const models = Object.values(requestModels);
  const json = own(requestModels, 'application/json') ?? models[0];
  return members({
    operationId: method.operationName,
    consumes: typesOf([requestModels, integration?.requestTemplates]),
    produces: typesOf([
      ...responses.map(({ responseModels }) => responseModels),
      ...(integration?.responses ?? []).map(({ responseTemplates }) => responseTemplates),
    ]),
    parameters: unlessEmpty([
      ...orderedParameters(method).map(({ location, name, required }) => ({
        name,
        in: OPENAPI_LOCATION[location],
        required,
        type: 'string',
      })),
      ...(json === undefined
        ? []
        : [{ in: 'body', name: json, required: true, schema: modelReference(json, DEFINITION_POINTER) }]),
    ]),
    responses: Object.fromEntries(
      sortBy(responses, ({ statusCode }) => statusCode).map((response) => [
        response.statusCode,
        renderResponse(response),
      ]),
    ),
  });
}

function typesOf(maps: readonly (Readonly<Record<string, unknown>> | undefined)[]): readonly string[] | undefined {
  const types = new Set(maps.flatMap((map) => Object.keys(map ?? {})));
  return unlessEmpty(hashOrder([...types], (type) => type));
}

function renderResponse({ statusCode, responseModels = {}, responseHeaders = [] }: MethodResponse): DocumentObject {
  const model = own(responseModels, 'application/json') ?? Object.values(responseModels)[0];
  return members({
    description: defaultResponseDescription(statusCode),
    schema: model === undefined ? undefined : modelReference(model, DEFINITION_POINTER),
    headers: unlessEmpty(
      hashOrdered(Object.fromEntries(responseHeaders.map(({ name }) => [name, { type: 'string' }]))),
    ),
  });
}
