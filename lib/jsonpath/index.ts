/** JSONPath in the dialect of Jayway's json-path 2.0.0. */
export type { Path, Step } from './ast.js';
export { JsonPathEvaluationError, JsonPathSyntaxError, type JsonPathJavaClass } from './errors.js';
export { compileJsonPath, type JsonPath } from './json-path.js';
export { parsePath } from './parser.js';
export { compileSelectionPath } from './selection-path.js';
