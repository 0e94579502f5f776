import { Dictionary, type SamValue } from './dictionary.js';
import { getAtt, ref } from './intrinsics.js';
import { charactersOf, type Text } from './text.js';

/** A CloudFormation resource that a SAM resource becomes; some settings arrive after it was made. */
export class GeneratedResource {
  readonly properties = new Dictionary('insertion');

  constructor(
    public logicalId: Text,
    readonly type: string,
    /** `Condition`, `DeletionPolicy` and the like. */
    readonly attributes: Dictionary = new Dictionary('insertion'),
    public dependsOn?: SamValue,
  ) {}

  get id(): string {
    return charactersOf(this.logicalId);
  }

  get ref(): Dictionary {
    return ref(this.logicalId);
  }

  get arn(): Dictionary {
    return getAtt(this.logicalId, 'Arn');
  }

  /** Sets a property; nothing and null leave it out. */
  set(name: string, value: SamValue | undefined): this {
    if (value !== undefined && value !== null) this.properties.set(name, value);
    return this;
  }

  toDictionary(): Dictionary {
    const dictionary = Dictionary.of({ Type: this.type });
    const dependsOn = Array.isArray(this.dependsOn) && this.dependsOn.length === 0 ? undefined : this.dependsOn;
    if (dependsOn !== undefined && dependsOn !== null) dictionary.set('DependsOn', dependsOn);
    dictionary.update(this.attributes);
    return dictionary.set('Properties', this.properties);
  }
}
