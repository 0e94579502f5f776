import { isDocumentObject, type Document, type DocumentObject } from '../model/index.js';
import { isList } from '../support/is-list.js';
import { own } from '../support/own.js';
import { isSame } from './compare.js';

/**
 * What a new schema does to the bodies that the old one takes.
 *
 * - `narrower`: some are refused now.
 * - `wider`: all are taken, and others too.
 * - `same`: the difference is in annotations such as `description`.
 * - `unknown`: this comparison cannot say.
 */
export type SchemaDirection = 'narrower' | 'wider' | 'same' | 'unknown';

/** Keywords that validate nothing. */
const ANNOTATIONS = new Set([
  '$schema',
  'id',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'example',
  'examples',
]);

/** Keywords whose number is a limit, with the side it is on. */
const LIMITS: Readonly<Record<string, 'upper' | 'lower'>> = {
  maximum: 'upper',
  maxLength: 'upper',
  maxItems: 'upper',
  maxProperties: 'upper',
  minimum: 'lower',
  minLength: 'lower',
  minItems: 'lower',
  minProperties: 'lower',
};

type Compared = Exclude<SchemaDirection, 'same'>;

/**
 * Compares two schemas of draft 4, keyword by keyword. Keywords of one schema must all hold, so that a schema whose
 * every keyword is as wide as before, or wider, is wider as a whole; of any keyword that is narrower, some values are
 * refused. What lies under `not` and `oneOf` turns a comparison round, and is `unknown`.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 * Assumed: a keyword counts for values of every type. A new property of a schema that takes additional properties is
 * `unknown`, not `narrower`: it refuses only clients that sent that very property before it was declared.
 */
export function schemaDirection(before: Document, after: Document): SchemaDirection {
  const found = new Set(compareSchemas(before, after));
  return (['narrower', 'unknown', 'wider'] as const).find((direction) => found.has(direction)) ?? 'same';
}

/** Whether a schema has `not` or `oneOf`, of which a wider branch can refuse more. */
export function turnsRound(schema: Document): boolean {
  if (isList(schema)) return schema.some(turnsRound);
  if (!isDocumentObject(schema)) return false;
  return Object.entries(schema).some(([key, member]) => key === 'not' || key === 'oneOf' || turnsRound(member));
}

function compareSchemas(before: Document | undefined, after: Document | undefined): readonly Compared[] {
  if (isSame(before, after)) return [];
  if (!isDocumentObject(before) || !isDocumentObject(after)) return ['unknown'];
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].flatMap((keyword) => compareKeyword(keyword, before, after));
}

function compareKeyword(keyword: string, before: DocumentObject, after: DocumentObject): readonly Compared[] {
  const [was, is] = [own(before, keyword), own(after, keyword)];
  if (isSame(was, is) || ANNOTATIONS.has(keyword)) return [];
  const side = own(LIMITS, keyword);
  if (side !== undefined) return compareLimit(side, was, is);
  switch (keyword) {
    case 'type':
      return compareTypes(was, is);
    case 'required':
      return compareSets(was, is, { more: 'narrower', absent: [] });
    case 'enum':
      return compareSets(was, is, { more: 'wider' });
    case 'anyOf':
      return compareSets(was, is, { more: 'wider' }, true);
    case 'allOf':
      return compareSets(was, is, { more: 'narrower', absent: [] }, true);
    case 'pattern':
    case 'format':
    case 'multipleOf':
      return was === undefined ? ['narrower'] : is === undefined ? ['wider'] : ['unknown'];
    case 'uniqueItems':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return compareSwitch(was ?? false, is ?? false);
    case 'items':
      return compareOptional(was, is);
    case 'properties':
      return compareProperties(before, after);
    case 'additionalProperties':
      return compareAdditional(was ?? true, is ?? true);
    case 'definitions':
      return compareDefinitions(before, after);
    default:
      return ['unknown'];
  }
}

function compareLimit(
  side: 'upper' | 'lower',
  was: Document | undefined,
  is: Document | undefined,
): readonly Compared[] {
  const none = side === 'upper' ? Infinity : -Infinity;
  const [from, to] = [was ?? none, is ?? none];
  if (typeof from !== 'number' || typeof to !== 'number') return ['unknown'];
  return [to < from === (side === 'upper') ? 'narrower' : 'wider'];
}

function compareSwitch(was: Document, is: Document): readonly Compared[] {
  if (typeof was !== 'boolean' || typeof is !== 'boolean') return ['unknown'];
  return was === is ? [] : [is ? 'narrower' : 'wider'];
}

function compareTypes(was: Document | undefined, is: Document | undefined): readonly Compared[] {
  if (was === undefined || is === undefined) return [was === undefined ? 'narrower' : 'wider'];
  const [from, to] = [typeNames(was), typeNames(is)];
  if (from === undefined || to === undefined) return ['unknown'];
  if (!from.every((type) => takes(to, type))) return ['narrower'];
  return to.every((type) => takes(from, type)) ? [] : ['wider'];
}

function takes(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function typeNames(types: Document): readonly string[] | undefined {
  const names = isList(types) ? types : [types];
  return names.every((name) => typeof name === 'string') ? names : undefined;
}

/** Lists without an order: what one with more items does; and of an absent list, which list it is like, if any. */
function compareSets(
  was: Document | undefined,
  is: Document | undefined,
  { more, absent }: { readonly more: 'narrower' | 'wider'; readonly absent?: readonly Document[] },
  ofSchemas = false,
): readonly Compared[] {
  const [from, to] = [was ?? absent, is ?? absent];
  if (from === undefined || to === undefined) return [from === undefined ? 'narrower' : 'wider'];
  if (!isList(from) || !isList(to)) return ['unknown'];
  const [gone, added] = [without(from, to), without(to, from)];
  // One branch of each side differs: it is the same branch, changed.
  if (ofSchemas && gone.length === 1 && added.length === 1) return compareSchemas(gone[0], added[0]);
  if (ofSchemas && gone.length > 0 && added.length > 0) return ['unknown'];
  const less: Compared = more === 'wider' ? 'narrower' : 'wider';
  return [...(added.length > 0 ? [more] : []), ...(gone.length > 0 ? [less] : [])];
}

function without(items: readonly unknown[], others: readonly unknown[]): readonly Document[] {
  return items.filter((item) => !others.some((other) => isSame(item, other))) as readonly Document[];
}

/** A schema for the items of a list, which may be absent; several by place are not compared. */
function compareOptional(was: Document | undefined, is: Document | undefined): readonly Compared[] {
  if (isList(was) || isList(is)) return ['unknown'];
  if (was === undefined || is === undefined) return [was === undefined ? 'narrower' : 'wider'];
  return compareSchemas(was, is);
}

function compareProperties(before: DocumentObject, after: DocumentObject): readonly Compared[] {
  const [was, is] = [before.properties ?? {}, after.properties ?? {}];
  if (!isDocumentObject(was) || !isDocumentObject(is)) return ['unknown'];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].flatMap((name): readonly Compared[] => {
    const [from, to] = [own(was, name), own(is, name)];
    if (from === undefined) return [before.additionalProperties === false ? 'wider' : 'unknown'];
    if (to === undefined) return [after.additionalProperties === false ? 'narrower' : 'unknown'];
    return compareSchemas(from, to);
  });
}

function compareAdditional(was: Document, is: Document): readonly Compared[] {
  if (isSame(was, is)) return [];
  if (was === true || is === false) return ['narrower'];
  if (was === false || is === true) return ['wider'];
  return compareSchemas(was, is);
}

/** Definitions that come and go have an effect where something refers to them, which is a difference there. */
function compareDefinitions(before: DocumentObject, after: DocumentObject): readonly Compared[] {
  const [was, is] = [before.definitions ?? {}, after.definitions ?? {}];
  if (!isDocumentObject(was) || !isDocumentObject(is) || turnsRound(before) || turnsRound(after)) return ['unknown'];
  return Object.keys(was).flatMap((name) => (Object.hasOwn(is, name) ? compareSchemas(was[name], is[name]) : []));
}
