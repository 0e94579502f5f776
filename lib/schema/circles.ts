import { SchemaCompileError } from './errors.js';
import { childSchemas, inPlaceSchemas, type NormalSchema, type NormalSchemas } from './normal-schema.js';

/**
 * Refuses schemas that lead back to themselves without reaching a member or an item: no value could ever be validated.
 *
 * @throws {SchemaCompileError}
 */
export function refuseEndlessReferences({ root, definitions }: NormalSchemas): void {
  const state = new Map<string, 'open' | 'done'>();
  // An explicit stack: a chain of references may be longer than JavaScript can recurse.
  const visit = (schema: NormalSchema): void => {
    const stack: (NormalSchema | { readonly close: string })[] = [schema];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if ('close' in next) {
        state.set(next.close, 'done');
        continue;
      }
      stack.push(...inPlaceSchemas(next));
      const key = next.$ref;
      if (key === undefined || state.get(key) === 'done') continue;
      if (state.get(key) === 'open') {
        throw new SchemaCompileError('it refers to itself without reaching a property or an item', '#');
      }
      state.set(key, 'open');
      const target = definitions.get(key);
      stack.push({ close: key });
      if (target !== undefined) stack.push(target);
    }
  };
  visit(root);
  for (const [key, schema] of definitions) {
    if (state.has(key)) continue;
    state.set(key, 'open');
    visit(schema);
    state.set(key, 'done');
  }
}

/** Whether a schema contains itself, so that it meets values of any depth. */
export function isRecursive({ definitions }: NormalSchemas): boolean {
  // Definitions that only refer to definitions known to end do end.
  const ending = new Set<string>();
  const referring = new Map([...definitions].map(([key, schema]) => [key, referencesOf(schema)]));
  for (let grown = true; grown;) {
    grown = false;
    for (const [key, references] of referring) {
      if (![...references].every((reference) => ending.has(reference))) continue;
      ending.add(key);
      referring.delete(key);
      grown = true;
    }
  }
  return referring.size > 0;
}

const known = new WeakMap<NormalSchema, ReadonlySet<string>>();

/** Remembered, since many schemas may share a definition. */
function referencesOf(schema: NormalSchema): ReadonlySet<string> {
  let references = known.get(schema);
  if (references === undefined) known.set(schema, (references = new Set(findReferences(schema))));
  return references;
}

function findReferences(schema: NormalSchema): readonly string[] {
  if (schema.$ref !== undefined) return [schema.$ref];
  return [...inPlaceSchemas(schema), ...childSchemas(schema)].flatMap(findReferences);
}
