import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { RestApi, Value } from '../../../../model/index.js';
import {
  definitionResources,
  splitResources,
  targetKey,
  type DefinitionResource,
  type Refer,
} from '../../../../synth/cloudformation/index.js';
import { asL1Properties } from '../../../l1.js';
import { L1_CLASSES } from './l1-classes.js';
import { WatchedResource } from './watched-resource.js';

/**
 * The resources of an API's definition, each a node of aws-cdk-lib's own class. They are made late, when all is declared,
 * and early enough for tags and aspects to reach them.
 *
 * The path of a node follows from the path of its route: `Definition/Resources/pets/Param/GET`.
 */
export class DefinitionNodes extends Construct {
  private readonly made = new Map<string, WatchedResource>();
  private readonly references: Map<string, Value<string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly api: CfnRestApi,
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
    for (const resource of definitionResources(splitResources(declared).part)) {
      const key = resource.ids.join('/');
      // Two methods of one route are a finding of their own.
      if (current.has(key)) continue;
      current.add(key);
      const properties = this.propertiesOf(resource);
      const known = this.made.get(key);
      if (known === undefined) this.make(key, resource, properties);
      else known.update(properties);
    }
  }

  /** The resources made so far. */
  all(): readonly WatchedResource[] {
    return [...this.made.values()];
  }

  private make(key: string, { type, ids, target }: DefinitionResource, properties: object): void {
    const [scope, id] = this.placeOf(type, ids);
    const resource = new L1_CLASSES[type](scope, id, properties as never);
    this.made.set(key, new WatchedResource(resource));
    if (target !== undefined) this.references.set(targetKey(target), resource.ref);
  }

  private propertiesOf({ render }: DefinitionResource): Readonly<Record<string, unknown>> {
    const refer: Refer = (target) => this.references.get(targetKey(target));
    return asL1Properties({ RestApiId: this.api.ref, ...render(refer) }) as Readonly<Record<string, unknown>>;
  }

  /** A resource of a path has children, so its own node stands below the path's. */
  private placeOf(type: DefinitionResource['type'], ids: readonly string[]): readonly [Construct, string] {
    const path = type === 'AWS::ApiGateway::Resource' ? [...ids, 'Resource'] : ids;
    let scope: Construct = this;
    for (const id of path.slice(0, -1)) {
      scope = (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id);
    }
    return [scope, path.at(-1) ?? ''];
  }
}
