import {
  HTTP_METHODS,
  parsePath,
  printPathPart,
  type Method,
  type PathPart,
  type Resource,
} from '../../model/index.js';

/** A resource of an API's tree: one part of a path, with the methods of the path. */
export interface ResourceNode {
  readonly path: string;
  /** The node's name among its siblings: the literal text of the path part, `Param` or `Proxy`. Empty for the root. */
  readonly id: string;
  readonly pathPart: string;
  readonly methods: readonly Method[];
  readonly children: readonly ResourceNode[];
}

/**
 * The tree of resources that paths make, with the resources in between.
 *
 * A path variable is named by its position and not by its own name: CloudFormation cannot rename one, and another id
 * would make it try to create the second variable before it deletes the first.
 */
export function resourceTree(resources: readonly Resource[]): ResourceNode {
  const root = emptyNode('/', '', '');
  for (const { path, methods } of resources) {
    let node = root;
    for (const part of parsePath(path)) node = childOf(node, part);
    node.methods.push(...methods);
  }
  return root;
}

/** Every resource of a tree, parents first. */
export function flattenTree(node: ResourceNode): readonly ResourceNode[] {
  return [node, ...node.children.flatMap(flattenTree)];
}

interface GrowingNode extends ResourceNode {
  readonly methods: Method[];
  readonly children: GrowingNode[];
}

function emptyNode(path: string, id: string, pathPart: string): GrowingNode {
  return { path, id, pathPart, methods: [], children: [] };
}

function childOf(parent: GrowingNode, part: PathPart): GrowingNode {
  const pathPart = printPathPart(part);
  const known = parent.children.find((child) => child.pathPart === pathPart);
  if (known !== undefined) return known;
  const id = freeId(nodeId(part), parent.children);
  const child = emptyNode(`${parent.path === '/' ? '' : parent.path}/${pathPart}`, id, pathPart);
  parent.children.push(child);
  return child;
}

/** Two variables under one parent are a finding of their own. */
function freeId(id: string, siblings: readonly ResourceNode[]): string {
  let free = id;
  for (let number = 2; siblings.some((sibling) => sibling.id === free); number++) free = id + String(number);
  return free;
}

const PARAMETER = 'Param';
const GREEDY = 'Proxy';

/** Ids that a literal part must not have: those of variables, of methods, and those that the CDK leaves out of paths. */
const RESERVED: ReadonlySet<string> = new Set([PARAMETER, GREEDY, ...HTTP_METHODS, 'Resource', 'Default']);

function nodeId(part: PathPart): string {
  switch (part.kind) {
    case 'literal':
      return RESERVED.has(part.text) ? `Literal-${part.text}` : part.text;
    case 'parameter':
      return PARAMETER;
    case 'greedy':
      return GREEDY;
  }
}
