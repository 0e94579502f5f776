import { assertNever } from '../../../../support/assert-never.js';
import { SluiceError } from '../../../../support/sluice-error.js';
import type { MappingExpression } from '../../../rest/integrations/integration.js';
import { escaped } from '../../../rest/templates/velocity-reference.js';
import { jsonText, literal } from '../json-text.js';
import { presenceOf, readServiceValue } from '../service-value.js';
import { printParts } from './optional-parts.js';

/**
 * A value of DynamoDB, in its own words: `{ N: 'method.request.body.age' }`. An expression alone is a string, `S`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type DynamoDbValue<E extends string = MappingExpression> =
  | E
  | { readonly S: E }
  | { readonly N: E }
  /** Base64. */
  | { readonly B: E }
  | { readonly BOOL: E | boolean }
  | { readonly NULL: true }
  /** Members of a set each, or a list of the request's body: `{ SS: 'method.request.body.tags' }`. */
  | { readonly SS: E | readonly E[] }
  | { readonly NS: E | readonly E[] }
  | { readonly L: readonly DynamoDbValue<E>[] }
  | { readonly M: Readonly<Record<string, DynamoDbValue<E>>> };

/** Attributes by name. */
export type DynamoDbAttributes<E extends string = MappingExpression> = Readonly<Record<string, DynamoDbValue<E>>>;

/** VTL that prints a value as DynamoDB's JSON. */
export function attributeValue(value: DynamoDbValue): string {
  const typed = withType(value);
  if ('S' in typed) return `{"S":${jsonText(typed.S)}}`;
  if ('N' in typed) return `{"N":${jsonText(typed.N)}}`;
  if ('B' in typed) return `{"B":${jsonText(typed.B)}}`;
  if ('BOOL' in typed) return `{"BOOL":${boolean(typed.BOOL)}}`;
  if ('NULL' in typed) return '{"NULL":true}';
  if ('SS' in typed) return `{"SS":${set(typed.SS)}}`;
  if ('NS' in typed) return `{"NS":${set(typed.NS)}}`;
  if ('L' in typed) return `{"L":[${typed.L.map(attributeValue).join(',')}]}`;
  if ('M' in typed) return `{"M":${presentAttributes(typed.M)}}`;
  return assertNever(typed);
}

/** VTL that prints attributes of which none may be missing, such as a primary key. */
export function allAttributes(key: DynamoDbAttributes): string {
  const members = Object.entries(key).map(([name, value]) => `${literal(name)}:${attributeValue(value)}`);
  return `{${members.join(',')}}`;
}

/** VTL that prints attributes; those without a value in the request are left out. */
export function presentAttributes(attributes: DynamoDbAttributes): string {
  const parts = Object.entries(attributes).map(([name, value]) => ({
    printed: `${literal(name)}:${attributeValue(value)}`,
    presence: presence(value),
  }));
  return parts.some((part) => part.presence !== undefined)
    ? `{${printParts('', parts, ',')}}`
    : allAttributes(attributes);
}

/** A VTL condition that holds where the request has the value; undefined where it always has. */
export function presence(value: DynamoDbValue): string | undefined {
  const [content] = Object.values(withType(value)) as readonly unknown[];
  if (typeof content !== 'string') return undefined;
  const read = readServiceValue(content);
  const isSet = typeof value === 'object' && ('SS' in value || 'NS' in value);
  return isSet && read.kind === 'reference' ? `${read.value}.size() > 0` : presenceOf(read);
}

type TypedValue = Exclude<DynamoDbValue, string>;

/** @throws SluiceError `service-request-invalid` for a value with several types or none */
function withType(value: DynamoDbValue): TypedValue {
  if (typeof value === 'string') return { S: value };
  const types = Object.keys(value);
  if (types.length === 1 && TYPES.has(types[0])) return value;
  const found = types.length === 0 ? 'no type' : `the type ${types.join(' and ')}`;
  throw new SluiceError(
    'service-request-invalid',
    `A DynamoDB value has ${found}; expected one of ${[...TYPES].join(', ')}`,
  );
}

const TYPES: ReadonlySet<string | undefined> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'L', 'M']);

function boolean(value: MappingExpression | boolean): string {
  if (typeof value === 'boolean') return String(value);
  const read = readServiceValue(value);
  if (read.kind === 'literal') return String(read.text === 'true');
  return `#if(${read.text} == 'true')true#{else}false#end`;
}

function set(members: MappingExpression | readonly MappingExpression[]): string {
  if (typeof members !== 'string') return `[${members.map(jsonText).join(',')}]`;
  const read = readServiceValue(members);
  if (read.kind === 'literal') return `[${literal(read.text)}]`;
  const loop = `#foreach($member in ${read.value})"${escaped('$member.toString()')}"#if($foreach.hasNext),#end#end`;
  return `[${loop}]`;
}
