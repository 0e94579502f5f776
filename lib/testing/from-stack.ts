import { loadSource } from '../import/source/load-source.js';
import type { Source } from '../import/source/source.js';
import type { ApiCollection } from '../model/api.js';
import type { DomainName } from '../model/domain-name.js';
import { findTarget } from '../runtime/domain-target.js';
import { SluiceError } from '../support/sluice-error.js';

/**
 * What is asked of a CDK stack: methods of the user's own App, so that the CDK is never loaded from here and the user's
 * copy of it is the only one.
 */
export interface StackLike {
  /** The stack's name. */
  readonly stackName: string;
  /** The id of the stack in its assembly. */
  readonly artifactId: string;
  /** The stack's node. */
  readonly node: StackNode;
  /** Gives what a token stands for. */
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
  /** An API's id in the source by construct path and by logical id. */
  readonly apiIds: ReadonlyMap<string, string>;
  /** The same of user pools. */
  readonly userPoolIds: ReadonlyMap<string, string>;
  /** The same of API keys. */
  readonly apiKeyIds: ReadonlyMap<string, string>;
}

/**
 * Synthesizes the app of a stack and reads what the stack defines from the assembly: escape hatches, aspects and changes
 * of L1 objects count here as they do when it is deployed.
 *
 * @throws {SluiceError} stack-not-synthesizable
 */
export async function assemble(stack: StackLike, values: Readonly<Record<string, string>>): Promise<AssembledStack> {
  const source = await loadSource(synthesize(stack.node.root), { templateParameters: values, values });
  const constructs = stack.node.findAll();
  const elements = constructs.flatMap(describeElement);
  const idsOf = (...types: readonly string[]): ReadonlyMap<string, string> =>
    new Map(
      elements
        .filter(({ type }) => types.includes(type))
        .flatMap((element) => byPathAndId(element, sourceId(element, source))),
    );
  const apiIds = idsOf('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api');
  const ids = new Set(apiIds.values());
  return {
    source: {
      ...source,
      collection: {
        ...source.collection,
        apis: source.collection.apis.filter(({ id }) => ids.has(id)),
        // Stacks of several Regions have domains of one name.
        domainNames: source.collection.domainNames.filter((domain) => !leadsElsewhere(domain, source.collection, ids)),
      },
    },
    functionNames: new Map(
      elements
        .filter(({ type }) => type === 'AWS::Lambda::Function')
        .flatMap((element) => {
          const id = sourceId(element, source);
          const known = source.knownReferences[id];
          return byPathAndId(element, typeof known === 'string' ? known : id);
        }),
    ),
    apiIds,
    userPoolIds: idsOf('AWS::Cognito::UserPool'),
    apiKeyIds: idsOf('AWS::ApiGateway::ApiKey'),
  };
}

/** Whether a domain leads to APIs of the source, and to none of the stack. */
function leadsElsewhere(domain: DomainName, collection: ApiCollection, ids: ReadonlySet<string>): boolean {
  const named = [...domain.mappings, ...(domain.routingRules ?? []).flatMap(({ invokeApi }) => invokeApi ?? [])];
  const targets = named.map(({ api }) => findTarget(api, collection));
  return targets.length > 0 && targets.every((api) => api !== undefined && !ids.has(api.id));
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

/** A logical id that two stacks have is qualified by the stack's name in all but the first. */
function sourceId(
  { stackName, logicalId }: { readonly stackName: string; readonly logicalId: string },
  { collection, knownReferences }: Source,
): string {
  const qualified = `${stackName}/${logicalId}`;
  const isKnown =
    collection.apis.some((api) => api.id === qualified) ||
    Object.keys(knownReferences).some((key) => key === qualified || key.startsWith(`${qualified}.`));
  return isKnown ? qualified : logicalId;
}

/** The names under which a test may ask for a resource. */
function byPathAndId({ path, logicalId }: Element, value: string): readonly (readonly [string, string])[] {
  return [
    [logicalId, value],
    [path.replace(/\/Resource$/, ''), value],
  ];
}
