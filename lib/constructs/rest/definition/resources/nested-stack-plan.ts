import type { Method, Resource } from '../../../../model/index.js';
import { SluiceError } from '../../../../support/sluice-error.js';
import { resourceTree, type ResourceNode } from '../../../../synth/cloudformation/index.js';
import { distinctTokens } from '../../../tokens.js';

/** Path prefixes by the name of the nested stack that holds all below them. */
export type NestedStackPaths = Readonly<Record<string, string | readonly string[]>>;

/** Which nested stack holds the resources of a path. */
export interface NestedStackPlan {
  /** Undefined for a path whose resources stand in the API's own stack. */
  stackOf(path: string): string | undefined;
  /** The stacks that nobody named, with their paths. */
  readonly automatic: NestedStackPaths;
}

/**
 * What a nested stack is filled with at most: CloudFormation allows 500 resources and 200 parameters, and an API grows.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const RESOURCES_PER_NESTED_STACK = 400;
const PARAMETERS_PER_NESTED_STACK = 150;

/**
 * Divides the paths of an API among nested stacks: those that are given, and others when what is left does not fit into
 * the API's own stack. A nested stack holds whole subtrees, and what is above them stands in the API's stack, so that no
 * two nested stacks refer to each other.
 *
 * @param room how many resources of paths and methods the API's own stack can take
 */
export function planNestedStacks(
  resources: readonly Resource[],
  given: NestedStackPaths,
  room: number,
): NestedStackPlan {
  const root = resourceTree(resources);
  const stacks = new Map<string, string>(
    Object.entries(given).flatMap(([name, paths]) => [paths].flat().map((path) => [path, name] as const)),
  );
  const left = sizeOf(root, (path) => stacks.has(path));
  const automatic = left <= room ? {} : packTrees(root.children.flatMap((child) => treesIn(child, stacks)));
  for (const [name, paths] of Object.entries(automatic)) for (const path of paths) stacks.set(path, name);
  return {
    automatic,
    stackOf: (path) => {
      for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
        const name = stacks.get(at);
        if (name !== undefined) return name;
      }
      return undefined;
    },
  };
}

/** @throws {SluiceError} `nested-stacks-invalid` */
export function checkNestedStacks(given: NestedStackPaths, api: string): void {
  const paths = Object.values(given).flat();
  const refuse = (found: string, hint: string): never => {
    throw new SluiceError('nested-stacks-invalid', `Cannot divide ${api} among nested stacks: ${found}`, { hint });
  };
  for (const path of paths) {
    if (!/^(?:\/[^/]+)+$/.test(path)) refuse(`"${path}" is not the path of a resource`, 'Name a path such as /orders');
    const above = paths.find((other) => path !== other && path.startsWith(`${other}/`));
    if (above !== undefined) refuse(`${path} is below ${above}`, 'Name paths of which none is below another');
  }
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined) refuse(`${twice} is named twice`, 'Name each path in one nested stack');
}

/** The resources and methods of a tree, without the subtrees that are left out. */
function sizeOf({ path, methods, children }: ResourceNode, isLeftOut: (path: string) => boolean = () => false): number {
  if (isLeftOut(path)) return 0;
  const own = (path === '/' ? 0 : 1) + methods.length;
  return children.reduce((size, child) => size + sizeOf(child, isLeftOut), own);
}

/** The largest subtrees that fit into a nested stack. */
function treesIn(node: ResourceNode, given: ReadonlyMap<string, string>): readonly ResourceNode[] {
  if (given.has(node.path)) return [];
  const holdsGiven = [...given.keys()].some((path) => path.startsWith(`${node.path}/`));
  if (!holdsGiven && fits(sizeOf(node), parametersOf(node))) return [node];
  return node.children.flatMap((child) => treesIn(child, given));
}

/** Fills one stack after the other, in the order of the declaration: what is added at the end moves nothing. */
function packTrees(trees: readonly ResourceNode[]): Readonly<Record<string, readonly string[]>> {
  const bins: { readonly paths: string[]; size: number; readonly parameters: Set<unknown> }[] = [];
  for (const tree of trees) {
    const size = sizeOf(tree);
    const parameters = parametersOf(tree);
    const last = bins.at(-1);
    if (last !== undefined && fits(last.size + size, new Set([...last.parameters, ...parameters]))) {
      last.paths.push(tree.path);
      last.size += size;
      parameters.forEach((parameter) => last.parameters.add(parameter));
    } else bins.push({ paths: [tree.path], size, parameters: new Set(parameters) });
  }
  return Object.fromEntries(bins.map(({ paths }, index) => [`Routes${index + 1}`, paths]));
}

function fits(size: number, parameters: ReadonlySet<unknown>): boolean {
  return size <= RESOURCES_PER_NESTED_STACK && parameters.size <= PARAMETERS_PER_NESTED_STACK;
}

/** What a nested stack gets from outside for a tree: functions and whatever else tokens stand for, models, authorizers. */
function parametersOf({ methods, children }: ResourceNode): ReadonlySet<unknown> {
  return new Set([
    ...distinctTokens(methods),
    ...methods.flatMap(namesIn),
    ...children.flatMap((child) => [...parametersOf(child)]),
  ]);
}

function namesIn({ authorization, requestModels, requestValidator, responses }: Method): readonly string[] {
  return [
    ...(authorization !== undefined && 'authorizer' in authorization ? [`authorizer ${authorization.authorizer}`] : []),
    ...(requestValidator === undefined ? [] : [`validator ${requestValidator}`]),
    ...[requestModels, ...(responses ?? []).map(({ responseModels }) => responseModels)]
      .flatMap((models) => Object.values(models ?? {}))
      .map((model) => `model ${model}`),
  ];
}
