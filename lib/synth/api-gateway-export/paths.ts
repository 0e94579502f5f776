import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import type { DocumentObject, HttpMethod, Method, RequestParameter, Resource } from '../../model/index.js';
import type { ExportExtension } from './export-options.js';
import { hashOrder } from './hash-order.js';
import { renderIntegration } from './integration.js';
import { members } from './members.js';
import { renderRequirements } from './security.js';

const OPERATION_ORDER: readonly HttpMethod[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'ANY'];

/**
 * The path items of a document.
 *
 * Observed: a path without methods is not exported.
 */
export function renderPaths(
  resources: readonly Resource[],
  renderMethod: (method: Method, path: string) => DocumentObject,
): DocumentObject {
  const paths = resources.filter(({ methods }) => methods.length > 0);
  return Object.fromEntries(
    paths.map(({ path, methods }) => [
      path,
      Object.fromEntries(
        OPERATION_ORDER.flatMap((httpMethod) => methods.filter((method) => method.httpMethod === httpMethod)).map(
          (method) => [operationKey(method.httpMethod), renderMethod(method, path)],
        ),
      ),
    ]),
  );
}

/** What an operation has in both formats behind its responses. */
export function renderExtensions(
  method: Method,
  path: string,
  extensions: readonly ExportExtension[],
  resourceId: (path: string) => string,
): DocumentObject {
  const all = extensions.includes('apigateway');
  return members({
    security: renderRequirements(method),
    [EXTENSION.requestValidator]: all ? method.requestValidator : undefined,
    [EXTENSION.integration]:
      method.integration !== undefined && (all || extensions.includes('integrations'))
        ? renderIntegration(method.integration, resourceId(path))
        : undefined,
  });
}

/** The declared parameters of a method, in the order of their names' hashes. */
export function orderedParameters({ requestParameters = [] }: Method): readonly RequestParameter[] {
  return hashOrder(requestParameters, ({ location, name }) => `method.request.${location}.${name}`);
}

/** Where OpenAPI has the parameters of a method. */
export const OPENAPI_LOCATION = { header: 'header', querystring: 'query', path: 'path' } as const;

function operationKey(httpMethod: HttpMethod): string {
  return httpMethod === 'ANY' ? EXTENSION.anyMethod : httpMethod.toLowerCase();
}
