import type { OtherMembers } from './api-documentation.js';
import type { Method } from './method.js';

/**
 * A path with its methods. Resources in between that have no methods need no entry: the tree follows from the paths.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html
 */
export interface Resource {
  /** `/`, `/pets/{petId}`, `/files/{proxy+}`: no slash at the end. */
  readonly path: string;
  readonly methods: readonly Method[];
  /** What an OpenAPI path item says to people: `summary`, `description`, `servers`. */
  readonly documentation?: OtherMembers;
}

export type PathPart =
  | { readonly kind: 'literal'; readonly text: string }
  /** `{name}`: one segment. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** `{name+}`: the rest of the path, at least one segment. */
  | { readonly kind: 'greedy'; readonly name: string };

export function parsePath(path: string): readonly PathPart[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(parsePathPart);
}

export function printPath(parts: readonly PathPart[]): string {
  return `/${parts.map(printPathPart).join('/')}`;
}

export function parsePathPart(text: string): PathPart {
  const match = /^\{(.+?)(\+)?\}$/.exec(text);
  if (match?.[1] === undefined) return { kind: 'literal', text };
  return { kind: match[2] === undefined ? 'parameter' : 'greedy', name: match[1] };
}

export function printPathPart(part: PathPart): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'parameter':
      return `{${part.name}}`;
    case 'greedy':
      return `{${part.name}+}`;
  }
}

/** The names of a path's variables, in order. */
export function pathParameterNames(path: string): readonly string[] {
  return parsePath(path).flatMap((part) => (part.kind === 'literal' ? [] : [part.name]));
}
