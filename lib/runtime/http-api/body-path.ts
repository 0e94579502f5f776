import { compileSelectionPath } from '../../jsonpath/index.js';
import type { JavaValue } from '../../support/java/collections.js';
import { parseJson, printJson } from '../../support/java/json.js';
import { printJava } from '../../support/java/text.js';

/**
 * Compiles a path below `$request.body` or `$response.body`; the whole body for an empty one. A string is read as it is,
 * any other value as JSON.
 *
 * Documented: a path sees the first 100 KB of the body
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html).
 * Assumed: a path finds nothing in a body that is not JSON, which a body that was cut is not either.
 *
 * @returns undefined for a path that API Gateway does not support
 */
export function compileBodyPath(path: string): ((body: Buffer) => string | undefined) | undefined {
  if (path === '') return (body) => body.toString('utf8');
  const compiled = compileSelectionPath(path);
  if (compiled === undefined) return undefined;
  return (body) => {
    let value: JavaValue | undefined;
    try {
      value = compiled.find(parseJson(body.toString('utf8', 0, LIMIT_BYTES)));
    } catch {
      return undefined;
    }
    if (value === undefined || value === null) return undefined;
    return typeof value === 'object' ? printJson(value, 'compact') : printJava(value);
  };
}

const LIMIT_BYTES = 100 * 1024;
