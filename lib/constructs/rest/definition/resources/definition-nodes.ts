import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct, type IConstruct } from 'constructs';
import type { RestApi, Value } from '../../../../model/index.js';
import { defined } from '../../../../support/defined.js';
import {
  definitionResources,
  RESOURCES_PER_STACK,
  splitResources,
  targetKey,
  type DefinitionResource,
  type DefinitionTarget,
  type Refer,
} from '../../../../synth/cloudformation/index.js';
import { asL1Properties } from '../../../l1.js';
import { L1_CLASSES } from './l1-classes.js';
import { planNestedStacks, type NestedStackPaths, type NestedStackPlan } from './nested-stack-plan.js';
import { WatchedResource } from './watched-resource.js';

/** A resource of the definition with its node. */
export interface MadeNode {
  readonly key: string;
  readonly target?: DefinitionTarget;
  readonly watched: WatchedResource;
}

/**
 * The resources of an API's definition, each a node of aws-cdk-lib's own class. They are made late, when all is declared,
 * and early enough for tags and aspects to reach them.
 *
 * The path of a node follows from the path of its route: `Definition/Resources/pets/Param/GET`.
 */
export class DefinitionNodes extends Construct {
  private readonly made = new Map<string, MadeNode>();
  private readonly references: Map<string, Value<string>>;
  private readonly places = new Map<string, Construct>();
  private plan: NestedStackPlan | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly api: CfnRestApi,
    private readonly nestedStacks: NestedStackPaths,
  ) {
    super(scope, id);
    this.references = new Map([
      [targetKey({ kind: 'api' }), api.ref],
      [targetKey({ kind: 'resource', path: '/' }), api.attrRootResourceId],
    ]);
  }

  /** Makes what is not there yet, and brings what is up to date. */
  ensure(declared: RestApi): void {
    const current = new Set<string>();
    const { part } = splitResources(declared);
    const resources = definitionResources(part);
    const besidePaths = resources.filter(({ path }) => path === undefined).length;
    const room = RESOURCES_PER_STACK - RESERVE - this.otherResources() - besidePaths;
    this.plan = planNestedStacks(part.resources, this.nestedStacks, room);
    for (const resource of resources) {
      const key = definitionKey(resource);
      // Two methods of one route are a finding of their own.
      if (current.has(key)) continue;
      current.add(key);
      const properties = this.propertiesOf(resource);
      const known = this.made.get(key);
      if (known === undefined) this.make(key, resource, properties);
      else known.watched.update(properties);
    }
  }

  /** The nested stacks that nobody named, with the paths that they hold. */
  automaticStacks(): NestedStackPaths {
    return this.plan?.automatic ?? {};
  }

  /** What was made so far. */
  all(): readonly MadeNode[] {
    return [...this.made.values()];
  }

  private make(key: string, { type, ids, target, path }: DefinitionResource, properties: object): void {
    const [scope, id] = placeIn(this.stackFor(path), type, ids);
    const resource = new L1_CLASSES[type](scope, id, properties as never);
    this.made.set(key, { key, watched: new WatchedResource(resource), ...defined({ target }) });
    if (target !== undefined) this.references.set(targetKey(target), resource.ref);
  }

  private propertiesOf({ render }: DefinitionResource): Readonly<Record<string, unknown>> {
    const refer: Refer = (target) => this.references.get(targetKey(target));
    return asL1Properties({ RestApiId: this.api.ref, ...render(refer) }) as Readonly<Record<string, unknown>>;
  }

  /** The API's stack, in which this stands, or a nested one. What is made once stays where it is. */
  private stackFor(path: string | undefined): Construct {
    if (path === undefined) return this;
    const known = this.places.get(path);
    if (known !== undefined) return known;
    const parent = this.places.get(path.slice(0, path.lastIndexOf('/')));
    const place = parent !== undefined && parent !== this ? parent : this.nestedStack(this.plan?.stackOf(path));
    this.places.set(path, place);
    return place;
  }

  private nestedStack(name: string | undefined): Construct {
    if (name === undefined) return this;
    return this.node.tryFindChild(name) ?? new NestedStack(this, name);
  }

  /** How many resources the API's stack has beside the definition. */
  private otherResources(): number {
    const stack = Stack.of(this);
    const own = new Set<IConstruct>(this.node.findAll());
    return stack.node
      .findAll()
      .filter((node) => CfnResource.isCfnResource(node) && node.stack === stack && !own.has(node)).length;
  }
}

/** The key of a resource among its definition. */
export function definitionKey({ ids }: Pick<DefinitionResource, 'ids'>): string {
  return ids.join('/');
}

/** Left free for what is made after the definition, such as the CDK's metadata. */
const RESERVE = 10;

/** A resource of a path has children, so its own node stands below the path's. */
function placeIn(
  root: Construct,
  type: DefinitionResource['type'],
  ids: readonly string[],
): readonly [Construct, string] {
  const path = type === 'AWS::ApiGateway::Resource' ? [...ids, 'Resource'] : ids;
  let scope = root;
  for (const id of path.slice(0, -1)) {
    scope = scope.node.tryFindChild(id) ?? new Construct(scope, id);
  }
  return [scope, path.at(-1) ?? ''];
}
