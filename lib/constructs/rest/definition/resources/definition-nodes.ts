import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { Construct, IConstruct } from 'constructs';
import { diagnostic, type Diagnostic, type RestApi } from '../../../../model/index.js';
import { RESOURCES_PER_STACK, type DefinitionResource } from '../../../../synth/cloudformation/index.js';
import { ResourceNodes, scopeAt } from '../../../definition/resources/resource-nodes.js';
import { planNestedStacks, type NestedStackPaths, type NestedStackPlan } from './nested-stack-plan.js';
import { REST_RESOURCES } from './rest-resources.js';

/**
 * The resources of a REST API's definition. The path of a node follows from the path of its route:
 * `Definition/Resources/pets/Param/GET`.
 */
export class DefinitionNodes extends ResourceNodes<RestApi, DefinitionResource> {
  private readonly places = new Map<string, Construct>();
  private plan: NestedStackPlan | undefined;

  constructor(
    scope: Construct,
    id: string,
    api: CfnRestApi,
    private readonly nestedStacks: NestedStackPaths,
  ) {
    super(scope, id, REST_RESOURCES, api);
    this.setReference({ kind: 'resource', path: '/' }, api.attrRootResourceId);
  }

  /** Names the nested stacks that nobody named, with the paths that they hold. */
  diagnostics(): readonly Diagnostic[] {
    const stacks = this.plan?.automatic ?? {};
    const names = Object.keys(stacks);
    if (names.length === 0) return [];
    const message =
      `Divides the paths among ${names.length} nested stacks, since one stack has at most 500 resources; ` +
      `a path that moves between stacks fails to deploy. To keep each where it is, set nestedStacks: ${JSON.stringify(stacks)}`;
    return [diagnostic('nested-stacks-automatic', { element: 'the API' }, message)];
  }

  protected override prepare(part: RestApi, resources: readonly DefinitionResource[]): void {
    const besidePaths = resources.filter(({ path }) => path === undefined).length;
    const room = RESOURCES_PER_STACK - RESERVE - this.otherResources() - besidePaths;
    this.plan = planNestedStacks(part.resources, this.nestedStacks, room);
  }

  /** A resource of a path has children, so its own node stands below the path's. */
  protected override placeOf({ type, ids, path }: DefinitionResource): readonly [Construct, string] {
    const names = type === 'AWS::ApiGateway::Resource' ? [...ids, 'Resource'] : ids;
    return [scopeAt(this.stackFor(path), names.slice(0, -1)), names.at(-1) ?? ''];
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

/** Left free for what is made after the definition, such as the CDK's metadata. */
const RESERVE = 10;
