import { loadSource } from '../import/source/load-source.js';
import type { Source } from '../import/source/source.js';
import type { Api, RestApi } from '../model/index.js';
import { SluiceError } from '../support/sluice-error.js';

/**
 * What is asked of a CDK stack: methods of the user's own App, so that the CDK is never loaded from here and the user's
 * copy of it is the only one.
 */
export interface StackLike {
  readonly stackName: string;
  readonly artifactId: string;
  readonly node: StackNode;
  resolve(value: unknown): unknown;
}

/** The node of a construct. */
export interface StackNode {
  readonly path: string;
  readonly root: unknown;
  findAll(): readonly { readonly node: { readonly path: string } }[];
}

/** A synthesized stack, with the names that its constructs give functions. */
export interface AssembledStack {
  readonly source: Source;
  /** Function name by construct path and by logical id. */
  readonly functionNames: ReadonlyMap<string, string>;
}

const MODEL = Symbol.for('sluice.model');

/**
 * Synthesizes the app of a stack and reads what the stack defines: our APIs from the model that their constructs keep,
 * everything else from the assembly.
 *
 * @throws {SluiceError} stack-not-synthesizable
 */
export async function assemble(stack: StackLike, values: Readonly<Record<string, string>>): Promise<AssembledStack> {
  const source = await loadSource(synthesize(stack.node.root), { templateParameters: values, values });
  const elements = stack.node.findAll().flatMap(describeElement);
  const modelled = new Map(stack.node.findAll().flatMap(describeModelled));
  const ids = elements
    .filter(({ type }) => type.startsWith('AWS::ApiGateway'))
    .map(({ stackName, logicalId }) => ({ stackName, logicalId }));
  const apis = source.collection.apis.filter((api) => ids.some((id) => isOf(api.id, id)));
  return {
    source: {
      ...source,
      collection: { ...source.collection, apis: apis.map((api) => modelled.get(plainId(api.id))?.(api) ?? api) },
    },
    functionNames: new Map(
      elements
        .filter(({ type }) => type === 'AWS::Lambda::Function')
        .flatMap((element) => functionNames(element, source)),
    ),
  };
}

interface Element {
  readonly type: string;
  readonly path: string;
  readonly logicalId: string;
  readonly stackName: string;
}

/** The template validator of the CDK costs a second and checks nothing that a local gateway needs. */
function synthesize(root: unknown): string {
  const { synth } = root as { synth?: (options: object) => { readonly directory: string } };
  if (typeof synth !== 'function') {
    throw new SluiceError('stack-not-synthesizable', 'Cannot synthesize the stack: its root is no App', {
      hint: 'Make it below an App: new MyStack(new App(), …)',
    });
  }
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    return synth.call(root, { force: true }).directory;
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}

/** A resource of a template, as `CfnResource` is known without its class. */
interface CfnResourceLike {
  readonly cfnResourceType: string;
  readonly logicalId: string;
  readonly stack: StackLike;
  readonly node: { readonly path: string };
}

function describeElement(construct: object): readonly Element[] {
  if (!('cfnResourceType' in construct) || !('logicalId' in construct)) return [];
  const { cfnResourceType: type, logicalId, stack, node } = construct as CfnResourceLike;
  return [{ type, path: node.path, logicalId: String(stack.resolve(logicalId)), stackName: stack.stackName }];
}

/** An API of ours, by logical id: its model under the id that the template's reader gave it. */
function describeModelled(construct: { readonly node: object }): readonly (readonly [string, (read: Api) => Api])[] {
  if (!(MODEL in construct.node)) return [];
  const { restApiId, stack } = construct as unknown as { restApiId: string; stack: StackLike };
  const { Ref: logicalId } = stack.resolve(restApiId) as { Ref: string };
  const model = construct.node[MODEL] as RestApi;
  return [[logicalId, (read) => ({ ...model, id: read.id })]];
}

/** A logical id that two stacks have is qualified by the stack's name. */
function isOf(
  apiId: string,
  { stackName, logicalId }: { readonly stackName: string; readonly logicalId: string },
): boolean {
  return apiId === logicalId || apiId === `${stackName}/${logicalId}`;
}

function plainId(apiId: string): string {
  return apiId.slice(apiId.lastIndexOf('/') + 1);
}

function functionNames({ path, logicalId }: Element, source: Source): readonly (readonly [string, string])[] {
  const known = source.knownReferences[logicalId];
  const name = typeof known === 'string' ? known : logicalId;
  return [
    [logicalId, name],
    [path.replace(/\/Resource$/, ''), name],
  ];
}
