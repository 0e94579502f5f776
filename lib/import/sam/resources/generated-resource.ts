import { getAtt, ref } from '../values/intrinsics.js';
import { SamMap, mapOf, type SamValue } from '../values/sam-value.js';
import type { SamResource } from './sam-resource.js';

/** A CloudFormation resource that a SAM resource becomes; some settings arrive after it was made. */
export class GeneratedResource {
  readonly properties = new SamMap();

  constructor(
    readonly logicalId: string,
    readonly type: string,
    /** `Condition`, `DeletionPolicy` and the like. */
    readonly attributes: SamMap,
    public dependsOn?: SamValue,
  ) {}

  get ref(): SamMap {
    return ref(this.logicalId);
  }

  get arn(): SamMap {
    return getAtt(this.logicalId, 'Arn');
  }

  /** Sets a property; undefined and null leave it out. */
  set(name: string, value: SamValue | undefined): this {
    if (value !== undefined && value !== null) this.properties.set(name, value);
    return this;
  }

  /** Takes over properties of the same names. */
  copy(properties: SamMap, names: readonly string[]): this {
    for (const name of names) this.set(name, properties.get(name));
    return this;
  }

  /** Takes over properties of the same names, except empty ones. */
  copyTrue(properties: SamMap, names: readonly string[]): this {
    for (const name of names) this.set(name, properties.getTrue(name));
    return this;
  }

  toMap(): SamMap {
    const dependsOn = Array.isArray(this.dependsOn) && this.dependsOn.length === 0 ? undefined : this.dependsOn;
    return mapOf({ Type: this.type, DependsOn: dependsOn ?? undefined })
      .update(this.attributes)
      .set('Properties', this.properties);
  }
}

const KEPT = ['DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata'];
const PASSED_ON = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy'];

/** The resource that takes the place of a SAM resource, under its logical id. */
export function mainResource(sam: SamResource, type: string): GeneratedResource {
  return new GeneratedResource(sam.logicalId, type, keptAttributes(sam), sam.resource.get('DependsOn'));
}

/** A further resource that a SAM resource becomes, which exists and is kept where that one is. */
export function sideResource(sam: SamResource, logicalId: string, type: string): GeneratedResource {
  return new GeneratedResource(logicalId, type, passedOnAttributes(sam));
}

/** The attributes of a SAM resource that stay with the resource that takes its place. */
export function keptAttributes(sam: SamResource): SamMap {
  return mapOf(Object.fromEntries(KEPT.map((name) => [name, sam.resource.get(name)])));
}

/** The attributes of a SAM resource that every resource made from it has too. */
export function passedOnAttributes(sam: SamResource): SamMap {
  return mapOf(Object.fromEntries(PASSED_ON.map((name) => [name, sam.resource.get(name)])));
}
