import { SchemaCompileError } from './errors.js';

/**
 * Size of one schema.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const MAX_SCHEMA_BYTES = 400_000;
/** Size of a schema together with the models that it names. */
export const MAX_TOTAL_BYTES = 4_000_000;
/** Levels of objects and arrays in a schema. */
export const MAX_SCHEMA_LEVELS = 64;
/** Levels of a value that meets a schema which contains itself. Assumed: Jackson's default. */
export const MAX_VALUE_LEVELS = 1000;
/**
 * References that one validation may follow: so many for any value, and for a large one so many for each of its parts. A
 * schema that leads to itself by each of several alternatives multiplies them with every level of a small value.
 */
const VISITS = 100_000;
const VISITS_OF_PART = 10;
/** A body of 10 MB, all of it short items that are models, needs 1.25 million. */
const MAX_VISITS = 2_000_000;

/** How many references the validation of a value may follow. */
export function mostVisits(value: unknown): number {
  return Math.max(VISITS, Math.min(VISITS_OF_PART * countParts(value), MAX_VISITS));
}

/** The number of values within a value; counting ends where more make no difference. Does not recurse. */
function countParts(value: unknown): number {
  let count = 0;
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined && count < MAX_VISITS; next = waiting.pop()) {
    count++;
    if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) waiting.push(member);
  }
  return count;
}

/** What is said to be wrong with one value. A body of 10 MB may be wrong at a million places. */
export const MAX_ERRORS = 1000;

/**
 * Takes a schema as JSON has it: without prototypes, functions and shared parts.
 *
 * @throws {SchemaCompileError} when it is too large or too deep, or no object
 */
export function readDocument(schema: unknown): { readonly json: unknown; readonly bytes: number } {
  if (isDeeperThan(schema, MAX_SCHEMA_LEVELS)) {
    throw new SchemaCompileError(`it has more than ${MAX_SCHEMA_LEVELS} levels`, '#');
  }
  const text = stringify(schema);
  const bytes = text === undefined ? 0 : Buffer.byteLength(text);
  if (bytes > MAX_SCHEMA_BYTES) {
    throw new SchemaCompileError(`it has ${bytes} bytes, the limit is ${MAX_SCHEMA_BYTES}`, '#');
  }
  return { json: text === undefined ? undefined : (JSON.parse(text) as unknown), bytes };
}

function stringify(schema: unknown): string | undefined {
  try {
    return JSON.stringify(schema);
  } catch (error) {
    throw new SchemaCompileError(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`, '#');
  }
}

/** Whether objects and arrays nest deeper than `levels`. Does not recurse, and ends for circular values too. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; ; depth++) {
    const containers = level.filter((node): node is object => typeof node === 'object' && node !== null);
    if (containers.length === 0) return false;
    if (depth === levels) return true;
    const below: unknown[] = [];
    // A part that appears twice on a level counts once: shared parts must not multiply.
    for (const container of new Set(containers)) for (const member of Object.values(container)) below.push(member);
    level = below;
  }
}
