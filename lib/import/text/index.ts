/** Texts of definitions, JSON or YAML: their values, and where in the text each stands. */
export { parseJsonOrYaml, type ParseOptions } from './parse-text.js';
export { JSON_LIMIT_BYTES, NESTING_LIMIT, YAML_LIMIT_BYTES } from './limits.js';
export { printTextPath, type ParsedText, type TextPath, type TextPlace } from './parsed-text.js';
export type { CustomTags } from './yaml-text.js';
