/** JSONPath in the dialect of Jayway's json-path 2.0.0. */
export { JsonPathEvaluationError, JsonPathSyntaxError, type JsonPathJavaClass } from './errors.js';
export { compileJsonPath, type JsonPath } from './json-path.js';
export { differsForDocument } from './later-release/differs-for-document.js';
export { differsInLaterRelease } from './later-release/differs-in-later-release.js';
