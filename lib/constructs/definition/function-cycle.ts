import { CfnElement, CfnResource, Stack, type IAspect } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { deployable, diagnostic, type Api } from '../../model/index.js';
import { SluiceError } from '../../support/sluice-error.js';
import { distinctTokens, referencedBy } from '../tokens.js';

/** The resources of an API that hold its definition. */
export interface CycleParts {
  /** A path that comes back to one of them is a circle. */
  readonly parts: () => readonly CfnResource[];
  /** Those that may refer to more than what is declared. */
  readonly overridden: readonly CfnResource[];
}

/**
 * Finds a circle that CloudFormation would refuse, or the CDK when it goes over two stacks: the API's definition refers
 * to a function, and the function, its role or something that it waits for refers to the API.
 *
 * @throws SluiceError `api-function-cycle`
 */
export class FunctionCycleCheck implements IAspect {
  constructor(
    private readonly api: IConstruct,
    private readonly definition: CycleParts,
    private readonly model: () => Api,
    private readonly waysOut: readonly string[],
  ) {}

  visit(node: IConstruct): void {
    if (node !== this.api) return;
    const declared = deployable(this.model());
    const parts: ReadonlySet<IConstruct> = new Set(this.definition.parts());
    const cameFrom = new Map<IConstruct, IConstruct | undefined>();
    // What overrides and escape hatches add stands in the resource alone.
    const queue = [
      ...distinctTokens(declared).flatMap((token) => referencedBy(token, this.api)),
      ...this.definition.overridden.flatMap(dependenciesOf),
    ];
    queue.forEach((target) => cameFrom.set(target, undefined));
    for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
      if (parts.has(target)) throw this.cycle(pathTo(target, cameFrom));
      for (const next of dependenciesOf(target)) {
        if (!cameFrom.has(next)) {
          cameFrom.set(next, target);
          queue.push(next);
        }
      }
    }
  }

  private cycle(path: readonly IConstruct[]): SluiceError {
    const [first, ...rest] = path.map(readablePath);
    const { message } = diagnostic(
      'api-function-cycle',
      {},
      `Cannot deploy ${this.api.node.path}: its definition refers to ${first ?? ''}, which refers back to the API (${[first, ...rest].join(' → ')})`,
    );
    return new SluiceError('api-function-cycle', message, {
      place: this.api.node.path,
      hint: [
        'Take what the function needs from event.requestContext (domainName, stage) at run time',
        ...this.waysOut,
      ].join('; '),
    });
  }
}

function pathTo(target: IConstruct, cameFrom: ReadonlyMap<IConstruct, IConstruct | undefined>): readonly IConstruct[] {
  const path: IConstruct[] = [];
  for (let at: IConstruct | undefined = target; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
  return path;
}

/** What a resource refers to, and what it or a construct around it was told to wait for. */
function dependenciesOf(target: IConstruct): readonly IConstruct[] {
  if (!CfnElement.isCfnElement(target)) return [];
  const waitsFor = target.node.scopes
    .slice(target.node.scopes.indexOf(Stack.of(target)) + 1)
    .flatMap((scope) => scope.node.dependencies)
    .flatMap((construct) => construct.node.findAll())
    .filter((construct) => CfnResource.isCfnResource(construct));
  const declared = CfnResource.isCfnResource(target) ? target.obtainDependencies() : [];
  return [...referencedBy(target._toCloudFormation(), target), ...declared, ...waitsFor];
}

/** `Stack/ListPets` rather than `Stack/ListPets/Resource`. */
function readablePath({ node }: IConstruct): string {
  return node.id === 'Resource' || node.id === 'Default' ? (node.scope?.node.path ?? node.path) : node.path;
}
