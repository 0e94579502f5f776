import { parsePath, printPath, printPathPart, type PathPart, type RestApi } from '../../../model/index.js';
import type { ImportCheck } from './check.js';

/**
 * Paths that cannot stand together, or not at all.
 *
 * Observed: the whole sentence about siblings, as users report it; the other two after the same beginning are those of
 * CreateResource (docs/aws/rest-model.md section 6).
 */
export const resources: ImportCheck = ({ api }) => resourceErrors(api);

/** The same for an API that two documents make together. */
export function resourceErrors({ resources: all }: RestApi): readonly string[] {
  const errors: string[] = [];
  const variables = new Map<string, string>();
  const seen = new Set<string>();
  for (const { path } of all) {
    const parts = parsePath(path);
    const problem = parts
      .map((part, index) => problemOf(parts.slice(0, index), part, variables, seen))
      .find((one) => one !== undefined);
    if (problem !== undefined) errors.push(`Unable to create resource at path '${path}': ${problem}`);
  }
  return errors;
}

function problemOf(
  before: readonly PathPart[],
  part: PathPart,
  variables: Map<string, string>,
  seen: Set<string>,
): string | undefined {
  const parent = printPath(before);
  const own = printPathPart(part);
  const path = `${parent} ${own}`;
  if (seen.has(path)) return undefined;
  seen.add(path);
  const above = before.at(-1);
  if (above?.kind === 'greedy') {
    return `Cannot create a child of a resource with a greedy path variable: ${printPathPart(above)}`;
  }
  if (!/^(?:[a-zA-Z0-9._\-:,]+|\{[a-zA-Z0-9._\-:]+\+?\})$/.test(own)) return INVALID_PATH_PART;
  if (part.kind === 'literal') return undefined;
  const sibling = variables.get(parent);
  if (sibling !== undefined && sibling !== own) {
    return `A sibling (${sibling}) of this resource already has a variable path part -- only one is allowed`;
  }
  variables.set(parent, own);
  return undefined;
}

const INVALID_PATH_PART =
  "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";
