/** The version that we write; API Gateway exports the same. */
export const OPENAPI_VERSION = '3.0.1';

/** Where an OpenAPI 3 document keeps its schemas. */
export const SCHEMA_POINTER = '#/components/schemas/';

/** Where a Swagger 2.0 document keeps its schemas. */
export const DEFINITION_POINTER = '#/definitions/';

/** The keywords of a schema that a Swagger 2.0 parameter or header has as members of its own. */
export const SWAGGER_SCHEMA_MEMBERS: ReadonlySet<string> = new Set([
  ...['type', 'format', 'items', 'default', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength'],
  ...['minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'enum', 'multipleOf'],
]);

/** `info.version` is required; an API without a version of its own gets this one. */
export const DEFAULT_INFO_VERSION = '1.0';

/** The members of a path item that are operations, in the order of the specification. */
export const OPERATION_KEYS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The description that AWS's own export gives a response that has none (a description is required). */
export function defaultResponseDescription(statusCode: string): string {
  return `${statusCode} response`;
}

/** A name as it stands inside a JSON pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function unescapePointer(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
