import { isDeployTime, type MethodSettings, type Value } from '../../model/index.js';
import type { ApiGatewayResourceType } from '../../formats/cloudformation.js';
import type { Properties, PropertyLog } from './properties.js';
import type { TemplateResource } from './sections.js';
import type { Stack } from './stack.js';
import type { TemplateFiles } from './template-files.js';

/** A resource of a stack whose condition holds. */
export interface Resource {
  /** The logical id; with the stack's name before it where another stack has the same. */
  readonly id: string;
  readonly type: string;
  readonly stack: Stack;
  readonly template: TemplateResource;
}

/** A resource of API Gateway, with its properties evaluated. */
export interface ApiResource extends Resource {
  readonly type: ApiGatewayResourceType;
  readonly properties: Properties;
}

/** Settings of a stage that a custom resource of the template applies, since CloudFormation has no property for them. */
export interface StageUpdate {
  /** The logical id of the stage, or its name. */
  readonly stage: string;
  /** The logical id of the API. */
  readonly api: string;
  readonly methodSettings: readonly MethodSettings[];
}

/** What readers of resources share: the other resources, and where to leave findings. */
export interface ReadContext extends PropertyLog {
  readonly resources: ResourceIndex;
  /** The files that the template of a resource may name. */
  readonly files: (resource: Resource) => TemplateFiles;
  /** Settings of stages that custom resources apply. */
  readonly stageUpdates: readonly StageUpdate[];
}

/** The API Gateway resources of a source, by type and by the API that they belong to. */
export class ResourceIndex {
  private readonly byId = new Map<string, ApiResource>();
  private readonly byType = new Map<string, ApiResource[]>();
  private readonly byOwner = new Map<string, ApiResource[]>();

  constructor(resources: readonly ApiResource[]) {
    for (const resource of resources) {
      this.byId.set(resource.id, resource);
      push(this.byType, resource.type, resource);
      const owner = ownerOf(resource);
      if (owner !== undefined) push(this.byOwner, `${owner} ${resource.type}`, resource);
    }
  }

  get all(): readonly ApiResource[] {
    return [...this.byId.values()];
  }

  ofType(type: ApiGatewayResourceType): readonly ApiResource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources of a type that name `owner` as their API. */
  ofApi(owner: string, type: ApiGatewayResourceType): readonly ApiResource[] {
    return this.byOwner.get(`${owner} ${type}`) ?? [];
  }

  /** The resource that a value refers to, if it is of the type. */
  referred(value: Value<string> | undefined, type: ApiGatewayResourceType): ApiResource | undefined {
    const id = referredId(value);
    const resource = id === undefined ? undefined : this.byId.get(id);
    return resource?.type === type ? resource : undefined;
  }
}

/** The logical id of a value that is nothing but one reference. */
export function referredId(value: Value<string> | undefined): string | undefined {
  if (!isDeployTime(value)) return undefined;
  const [part, ...others] = value.parts;
  return part === undefined || typeof part === 'string' || part.kind !== 'reference' || others.length > 0
    ? undefined
    : part.logicalId;
}

/** The API that a resource says it is part of; undefined for what stands alone. */
export function ownerOf(resource: ApiResource): string | undefined {
  if (resource.type === 'AWS::ApiGateway::RestApi' || resource.type === 'AWS::ApiGatewayV2::Api') return undefined;
  const { properties } = resource;
  return referredId(properties.value('RestApiId') ?? properties.value('ApiId'));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
