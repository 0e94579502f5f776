import { SWAGGER_SCHEMA_MEMBERS } from '../../formats/openapi.js';
import { isDocumentObject, type Document, type OtherMembers } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { keysOf, member, reshape, type Cursor } from './cursor.js';

/*
 * Swagger 2.0 said in OpenAPI 3.0's words, object by object as they are read: what stands at a place of the document is
 * the same, and so are the places of diagnostics.
 *
 * Documented: https://swagger.io/specification/v2/
 */

/** A parameter or header: its type moves into a schema, its collection format becomes a style. */
export function swaggerParameter(parameter: Cursor): Cursor {
  const schema: [string, Document][] = [];
  const members: [string, Document][] = [];
  for (const key of keysOf(parameter)) {
    const value = member(parameter, key)?.value ?? null;
    if (key === 'collectionFormat') members.push(...collectionStyle(value, member(parameter, 'in')?.value));
    else (SWAGGER_SCHEMA_MEMBERS.has(key) ? schema : members).push([key, value]);
  }
  const declared = members.some(([key]) => key === 'schema');
  return reshape(parameter, {
    ...Object.fromEntries(members),
    ...(!declared && schema.length > 0 && { schema: withoutFile(Object.fromEntries(schema)) }),
  });
}

/** `csv` in a query is the form style of 3.0 without explosion; `multi` is its default. */
function collectionStyle(format: Document, location: Document | undefined): readonly [string, Document][] {
  switch (format) {
    case 'csv':
      return location === 'query'
        ? [
            ['style', 'form'],
            ['explode', false],
          ]
        : [['style', 'simple']];
    case 'ssv':
      return [['style', 'spaceDelimited']];
    case 'pipes':
      return [['style', 'pipeDelimited']];
    case 'multi':
      return [
        ['style', 'form'],
        ['explode', true],
      ];
    default:
      return [['x-collectionFormat', format]];
  }
}

function withoutFile(schema: OtherMembers): OtherMembers {
  return schema.type === 'file' ? { ...schema, type: 'string', format: 'binary' } : schema;
}

export interface SwaggerContentTypes {
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

/** The operation's own content types, else the document's, else JSON. */
export function swaggerContentTypes(operation: Cursor, root: Cursor): SwaggerContentTypes {
  const list = (key: string): readonly string[] => {
    const own = member(operation, key) ?? member(root, key);
    const types = own === undefined ? [] : isList(own.value) ? own.value : [own.value];
    const texts = types.filter((type) => typeof type === 'string');
    return texts.length === 0 ? ['application/json'] : texts;
  };
  return { consumes: list('consumes'), produces: list('produces') };
}

/** The body that a parameter `in: body` makes; undefined without one. */
export function swaggerRequestBody(
  parameters: readonly Cursor[],
  { consumes }: SwaggerContentTypes,
): Cursor | undefined {
  const body = parameters.find((parameter) => location(parameter) === 'body');
  if (body === undefined) return undefined;
  const { name: _name, in: _in, schema, ...others } = isDocumentObject(body.value) ? body.value : {};
  const media: OtherMembers = schema === undefined ? {} : { schema };
  return reshape(body, { ...others, content: Object.fromEntries(consumes.map((type) => [type, media])) });
}

/** Whether a parameter is the request's body, or a field of a form there. */
export function isSwaggerBody(parameter: Cursor): boolean {
  return location(parameter) === 'body' || isFormField(parameter);
}

export function isFormField(parameter: Cursor): boolean {
  return location(parameter) === 'formdata';
}

function location(parameter: Cursor): string {
  const value = member(parameter, 'in')?.value;
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** A response: its schema and examples move into a content for each type that is produced. */
export function swaggerResponse(response: Cursor, { produces }: SwaggerContentTypes): Cursor {
  if (!isDocumentObject(response.value)) return response;
  const { schema, examples, ...others } = response.value;
  const byType = isDocumentObject(examples) ? examples : {};
  const types = schema === undefined ? Object.keys(byType) : [...new Set([...produces, ...Object.keys(byType)])];
  if (types.length === 0) return reshape(response, others);
  const shape = isDocumentObject(schema) ? withoutFile(schema) : schema;
  const content = types.map((type): [string, Document] => [
    type,
    {
      ...(shape !== undefined && { schema: shape }),
      ...(Object.hasOwn(byType, type) && { example: byType[type] ?? null }),
    },
  ]);
  return reshape(response, { ...others, content: Object.fromEntries(content) });
}

/** `host`, `basePath` and `schemes` as servers. */
export function swaggerServers(root: Cursor): Cursor | undefined {
  const text = (key: string): string | undefined => {
    const value = member(root, key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  const [host, basePath] = [text('host'), text('basePath')];
  if (host === undefined && basePath === undefined) return undefined;
  const schemes = member(root, 'schemes')?.value;
  const known = isList(schemes) ? schemes.filter((scheme) => typeof scheme === 'string') : [];
  const path = basePath === undefined ? '' : `/${basePath.replace(/^\/+/, '')}`;
  const urls =
    host === undefined
      ? [path]
      : (known.length === 0 ? ['https'] : known).map((scheme) => `${scheme}://${host}${path}`);
  return reshape(
    root,
    urls.map((url) => ({ url })),
  );
}
