import { isObject } from '../support/is-object.js';
import { SchemaCompileError } from './errors.js';

/** Where a reference leads: a part of the same document, or a model, or a part of one. */
export type Reference =
  | { readonly kind: 'local'; readonly tokens: readonly string[] }
  | { readonly kind: 'model'; readonly name: string; readonly tokens: readonly string[] };

const MODEL_URL = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/#]+\/models\/([^/#]+)(#.*)?$/;

/**
 * Reads a `$ref`.
 *
 * Observed: models refer to each other as `https://apigateway.amazonaws.com/restapis/<api id>/models/<name>`.
 *
 * @throws {SchemaCompileError} for anything else: nothing is fetched from elsewhere
 */
export function parseReference(reference: string, pointer: string): Reference {
  if (reference.startsWith('#')) return { kind: 'local', tokens: parsePointer(reference.slice(1), pointer) };
  const [, name, fragment = '#'] = MODEL_URL.exec(reference) ?? [];
  if (name === undefined) {
    throw new SchemaCompileError(
      `"$ref" names "${reference}", which is neither a part of the schema nor a model of the API`,
      pointer,
    );
  }
  return { kind: 'model', name, tokens: parsePointer(fragment.slice(1), pointer) };
}

/** `#/definitions/Pet` or `#/components/schemas/Pet`: the model that is meant when the document has no such part. */
export function modelOfLocalReference(tokens: readonly string[]): string | undefined {
  const [first, second, third] = tokens;
  if (tokens.length === 2 && first === 'definitions') return second;
  return tokens.length === 3 && first === 'components' && second === 'schemas' ? third : undefined;
}

/** The part of a document that a pointer names, or `undefined`. */
export function partOf(document: unknown, tokens: readonly string[]): unknown {
  let part = document;
  for (const token of tokens) {
    if (Array.isArray(part)) part = /^(0|[1-9]\d*)$/.test(token) ? (part[Number(token)] as unknown) : undefined;
    else part = isObject(part) && Object.hasOwn(part, token) ? part[token] : undefined;
  }
  return part;
}

/** Appends to a JSON pointer. */
export function under(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>(
    (path, token) => `${path}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    pointer,
  );
}

function parsePointer(text: string, pointer: string): readonly string[] {
  if (text === '') return [];
  if (!text.startsWith('/'))
    throw new SchemaCompileError(`"$ref" has the fragment "${text}", which is no JSON pointer`, pointer);
  return text
    .slice(1)
    .split('/')
    .map((token) => decode(token, pointer).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decode(token: string, pointer: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    throw new SchemaCompileError(`"$ref" has "${token}", which is not percent-encoded text`, pointer);
  }
}
