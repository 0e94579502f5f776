import { compileJsonPath, type JsonPath } from './json-path.js';
import { parsePath } from './parser.js';

/**
 * Compiles the path of `$request.body.…` and `$response.body.…` in parameter mappings of HTTP APIs.
 *
 * Documented: neither `..` nor filters are supported
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html).
 *
 * @param path what follows `body.`
 * @returns undefined for a path that is not supported, or none
 */
export function compileSelectionPath(path: string): JsonPath | undefined {
  const source = path.startsWith('[') ? `$${path}` : `$.${path}`;
  try {
    const isSupported = parsePath(source).steps.every(({ kind }) => kind !== 'scan' && kind !== 'filter');
    return isSupported ? compileJsonPath(source) : undefined;
  } catch {
    return undefined;
  }
}
