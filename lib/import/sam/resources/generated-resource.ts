import { getAtt, ref } from '../values/intrinsics.js';
import { SamMap, mapOf, type SamValue } from '../values/sam-value.js';

/** A CloudFormation resource that a SAM resource becomes; some settings arrive after it was made. */
export class GeneratedResource {
  readonly properties = new SamMap();

  constructor(
    public logicalId: string,
    readonly type: string,
    /** `Condition`, `DeletionPolicy` and the like. */
    readonly attributes: SamMap = new SamMap(),
    public dependsOn?: SamValue,
  ) {}

  get id(): string {
    return this.logicalId;
  }

  get ref(): SamMap {
    return ref(this.logicalId);
  }

  get arn(): SamMap {
    return getAtt(this.logicalId, 'Arn');
  }

  /** Sets a property; nothing and null leave it out. */
  set(name: string, value: SamValue | undefined): this {
    if (value !== undefined && value !== null) this.properties.set(name, value);
    return this;
  }

  toDictionary(): SamMap {
    const dictionary = mapOf({ Type: this.type });
    const dependsOn = Array.isArray(this.dependsOn) && this.dependsOn.length === 0 ? undefined : this.dependsOn;
    if (dependsOn !== undefined && dependsOn !== null) dictionary.set('DependsOn', dependsOn);
    dictionary.update(this.attributes);
    return dictionary.set('Properties', this.properties);
  }
}
