import type { CfnResource } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Api, Value } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import {
  targetKey,
  type DefinitionPiece,
  type DefinitionTarget,
  type Refer,
} from '../../../synth/cloudformation/index.js';
import { asL1Properties } from '../../l1.js';
import { definitionKey, type ResourceForm } from './resource-form.js';
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
 */
export class ResourceNodes<A extends Api, P extends DefinitionPiece> extends Construct {
  private readonly made = new Map<string, MadeNode>();
  private readonly references: Map<string, Value<string>>;

  constructor(
    scope: Construct,
    id: string,
    protected readonly form: ResourceForm<A, P>,
    private readonly api: CfnResource,
  ) {
    super(scope, id);
    this.references = new Map([[targetKey({ kind: 'api' }), api.ref]]);
  }

  /** Makes what is not there yet, and brings what is up to date. */
  ensure(declared: A): void {
    const { part } = this.form.split(declared);
    const resources = this.form.resources(part);
    this.prepare(part, resources);
    const current = new Set<string>();
    for (const resource of resources) {
      const key = definitionKey(resource);
      // Two methods of one route are a finding of their own.
      if (current.has(key)) continue;
      current.add(key);
      const properties = this.propertiesOf(resource);
      const known = this.made.get(key);
      if (known === undefined) this.make(key, resource, properties);
      else known.watched.update(properties);
      this.waitForEarlier(key, resource);
    }
  }

  /** What was made so far. */
  all(): readonly MadeNode[] {
    return [...this.made.values()];
  }

  /** Called before resources are made. */
  protected prepare(_part: A, _resources: readonly P[]): void {
    // Only kinds of APIs that divide their resources among stacks have something to plan.
  }

  /** The scope and the id of a resource's node: `Definition/Routes/GET /pets`. */
  protected placeOf({ ids }: P): readonly [Construct, string] {
    return [scopeAt(this, ids.slice(0, -1)), ids.at(-1) ?? ''];
  }

  protected setReference(target: DefinitionTarget, reference: Value<string>): void {
    this.references.set(targetKey(target), reference);
  }

  private make(key: string, resource: P, properties: object): void {
    const [scope, id] = this.placeOf(resource);
    const node = new this.form.classes[resource.type as P['type']](scope, id, properties as never);
    const { target } = resource;
    this.made.set(key, { key, watched: new WatchedResource(node), ...defined({ target }) });
    if (target !== undefined) this.setReference(target, node.ref);
  }

  private waitForEarlier(key: string, { dependsOn = [] }: P): void {
    const targets = new Set(dependsOn.map(targetKey));
    for (const { target, watched } of targets.size === 0 ? [] : this.made.values()) {
      if (target !== undefined && targets.has(targetKey(target))) {
        this.made.get(key)?.watched.resource.node.addDependency(watched.resource);
      }
    }
  }

  private propertiesOf({ render }: P): Readonly<Record<string, unknown>> {
    const refer: Refer = (target) => this.references.get(targetKey(target));
    return asL1Properties({ [this.form.apiProperty]: this.api.ref, ...render(refer) }) as Readonly<
      Record<string, unknown>
    >;
  }
}

/** The construct below `root` that ids lead to, made where it is missing. */
export function scopeAt(root: Construct, ids: readonly string[]): Construct {
  return ids.reduce((scope, id) => scope.node.tryFindChild(id) ?? new Construct(scope, id), root);
}
