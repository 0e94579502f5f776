import { parsePath, type PathPart } from '../model/index.js';

/** The requests that a route takes; `parts` absent: those that no other route takes. */
export interface RoutePattern {
  /** `ANY` takes every method. */
  readonly httpMethod: string;
  readonly parts?: readonly PathPart[];
}

/** What takes every request that no other route takes: `$default` of an HTTP API. */
export const DEFAULT_PATTERN: RoutePattern = { httpMethod: 'ANY' };

/** The requests of a method and a path, such as `/pets/{petId}`. */
export function routePattern(httpMethod: string, path: string): RoutePattern {
  return { httpMethod, parts: parsePath(path) };
}

/**
 * Whether a route takes all requests that another takes, so that it is less specific, or equal.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function covers(general: RoutePattern, special: RoutePattern): boolean {
  return coversMethod(general, special) && coversPath(general.parts, special.parts);
}

/** Whether a route takes requests of one that is there already: some of them match both, and this one is not less specific. */
export function overrides(added: RoutePattern, existing: RoutePattern): boolean {
  if (existing.parts === undefined) return added.parts !== undefined;
  if (added.parts === undefined || !matchSame(added.parts, existing.parts)) return false;
  if (!coversMethod(added, existing) && !coversMethod(existing, added)) return false;
  const samePath = coversPath(added.parts, existing.parts) && coversPath(existing.parts, added.parts);
  return samePath ? coversMethod(existing, added) : !coversPath(added.parts, existing.parts);
}

/** The path with the names of its variables left out. */
export function pathShape(path: string): string {
  return path.replace(/\{[^{}]*?(\+?)\}/g, '{$1}');
}

function coversMethod(general: RoutePattern, special: RoutePattern): boolean {
  return general.httpMethod === 'ANY' || general.httpMethod === special.httpMethod;
}

function coversPath(wide: readonly PathPart[] | undefined, narrow: readonly PathPart[] | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  const greedy = wide.findIndex(({ kind }) => kind === 'greedy');
  if (greedy === -1 && wide.length !== narrow.length) return false;
  if (greedy !== -1 && narrow.length <= greedy) return false;
  const parts = greedy === -1 ? wide : wide.slice(0, greedy);
  return parts.every((part, index) => coversPart(part, narrow[index]));
}

function coversPart(general: PathPart, special: PathPart | undefined): boolean {
  if (special === undefined || special.kind === 'greedy') return false;
  if (general.kind === 'parameter') return true;
  return general.kind === 'literal' && special.kind === 'literal' && general.text === special.text;
}

/** Whether some path matches both. */
function matchSame([left, ...lefts]: readonly PathPart[], [right, ...rights]: readonly PathPart[]): boolean {
  if (left === undefined || right === undefined) return left === right;
  if (left.kind === 'greedy' || right.kind === 'greedy') return true;
  if (left.kind === 'literal' && right.kind === 'literal' && left.text !== right.text) return false;
  return matchSame(lefts, rights);
}
