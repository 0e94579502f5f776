import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { pathParameterNames, type HttpMethod, type Resource } from '../../model/index.js';
import { members, withOther, type Members } from './members.js';
import { renderMethod } from './method.js';
import type { Security } from './security.js';

/** Every resource with its methods. */
export function renderPaths(resources: readonly Resource[], security: Security): Members {
  return Object.fromEntries(
    resources.map((resource) => [
      resource.path,
      withOther(
        {
          ...members({ parameters: renderPathParameters(resource.path) }),
          ...Object.fromEntries(
            resource.methods.map((method) => [
              operationKey(method.httpMethod),
              renderMethod(method, resource.path, security),
            ]),
          ),
        },
        resource.documentation,
      ),
    ]),
  );
}

/** A path's variables, declared once for all of its operations: the shortest form that is still valid OpenAPI. */
export function renderPathParameters(path: string): readonly Members[] | undefined {
  const names = pathParameterNames(path);
  if (names.length === 0) return undefined;
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

export function operationKey(httpMethod: HttpMethod): string {
  return httpMethod === 'ANY' ? EXTENSION.anyMethod : httpMethod.toLowerCase();
}
