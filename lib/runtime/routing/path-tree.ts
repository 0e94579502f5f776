import { setOwn } from '../../support/own.js';
import { parsePath, type PathPart } from '../../model/resource.js';

/** Routes of one deployment, arranged by path part. Built once, read by every request. */
export interface PathTree<M> {
  readonly literals: Map<string, PathTree<M>>;
  parameter?: { readonly name: string; readonly tree: PathTree<M> };
  greedy?: { readonly name: string; readonly methods: Map<string, M> };
  readonly methods: Map<string, M>;
}

export interface PathMatch<M> {
  readonly method: M;
  /** As the client sent them: not decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export function buildPathTree<M>(
  routes: readonly { readonly path: string; readonly httpMethod: string; readonly method: M }[],
): PathTree<M> {
  const root = emptyTree<M>();
  for (const { path, httpMethod, method } of routes) {
    methodsAt(root, parsePath(path)).set(httpMethod, method);
  }
  return root;
}

/**
 * Finds the method for a path and HTTP method.
 *
 * Fixed parts come before a parameter, a parameter before a greedy one. A resource that lacks the method does not end
 * the search: the next candidate further up may have it. Each node of the tree is visited once at most.
 *
 * Observed: fixed before greedy, fall-through to a greedy resource further up, a slash at the end is accepted and not
 * part of a greedy value, slashes doubled inside stay in it.
 */
export function matchPath<M>(tree: PathTree<M>, path: string, httpMethod: string): PathMatch<M> | undefined {
  let start = 0;
  while (path.charCodeAt(start) === SLASH) start++;
  const end = path.length > start && path.charCodeAt(path.length - 1) === SLASH ? path.length - 1 : path.length;
  const sought: Sought = { path: path.slice(0, end), httpMethod, names: [], values: [] };
  const method = search(tree, sought, start === end ? ALL_READ : start);
  if (method === undefined) return undefined;
  const { names, values } = sought;
  if (names.length === 0) return { method, pathParameters: NO_PARAMETERS };
  const pathParameters: Record<string, string> = {};
  for (let index = 0; index < names.length; index++) setOwn(pathParameters, names[index] ?? '', values[index] ?? '');
  return { method, pathParameters };
}

const SLASH = 0x2f;
const ALL_READ = -1;
const NO_PARAMETERS: Readonly<Record<string, string>> = {};

/** What is looked for, and the path parameters on the way there. */
interface Sought {
  /** Without a slash at its end. */
  readonly path: string;
  readonly httpMethod: string;
  readonly names: string[];
  readonly values: string[];
}

/** @param start of the path's next part; `ALL_READ` when there is none */
function search<M>(tree: PathTree<M>, sought: Sought, start: number): M | undefined {
  const { path, httpMethod, names, values } = sought;
  if (start === ALL_READ) return methodOf(tree.methods, httpMethod);
  const slash = path.indexOf('/', start);
  const part = slash === -1 ? path.slice(start) : path.slice(start, slash);
  const next = slash === -1 ? ALL_READ : slash + 1;
  const literal = tree.literals.get(part) ?? decodedLiteral(tree, part);
  if (literal !== undefined) {
    const found = search(literal, sought, next);
    if (found !== undefined) return found;
  }
  if (tree.parameter !== undefined && part !== '') {
    names.push(tree.parameter.name);
    values.push(part);
    const found = search(tree.parameter.tree, sought, next);
    if (found !== undefined) return found;
    names.pop();
    values.pop();
  }
  if (tree.greedy === undefined) return undefined;
  const found = methodOf(tree.greedy.methods, httpMethod);
  if (found !== undefined) {
    names.push(tree.greedy.name);
    values.push(path.slice(start));
  }
  return found;
}

function methodOf<M>(methods: ReadonlyMap<string, M>, httpMethod: string): M | undefined {
  return methods.get(httpMethod) ?? methods.get('ANY');
}

/** Assumed: a fixed part answers to its percent-encoded spelling too. */
function decodedLiteral<M>(tree: PathTree<M>, part: string): PathTree<M> | undefined {
  if (!part.includes('%')) return undefined;
  try {
    return tree.literals.get(decodeURIComponent(part));
  } catch {
    return undefined;
  }
}

function methodsAt<M>(tree: PathTree<M>, parts: readonly PathPart[]): Map<string, M> {
  let node = tree;
  for (const part of parts) {
    switch (part.kind) {
      case 'literal': {
        let next = node.literals.get(part.text);
        if (next === undefined) node.literals.set(part.text, (next = emptyTree()));
        node = next;
        break;
      }
      case 'parameter':
        node.parameter ??= { name: part.name, tree: emptyTree() };
        node = node.parameter.tree;
        break;
      case 'greedy':
        node.greedy ??= { name: part.name, methods: new Map() };
        return node.greedy.methods;
    }
  }
  return node.methods;
}

function emptyTree<M>(): PathTree<M> {
  return { literals: new Map(), methods: new Map() };
}
