import type { DiagnosticCode, Place, Severity } from '../../model/diagnostic.js';
import type { Dictionary, SamValue } from './dictionary.js';
import type { GeneratedResource } from './generated-resource.js';
import { Dictionary as Mapping } from './dictionary.js';
import { textOf, type Text } from './text.js';

/** What all parts of one translation share. The template changes pass by pass; nothing of the caller's does. */
export interface Translation {
  readonly template: Dictionary;
  /** Every resource of the template, those that the translator adds included. */
  readonly resources: Dictionary;
  /** What `Ref` of a parameter is, as far as it is known before deployment. */
  readonly parameters: Dictionary;
  /** `aws`, or that of the region given as the parameter `AWS::Region`. */
  readonly partition: string;
  /** Named parts of resources, such as `Api.Stage`: the logical id that a reference to them means. */
  readonly namedParts: Map<string, string>;
  /** Logical ids that the translator changes, such as those of layers. */
  readonly renamed: Map<string, string>;
  /** What several APIs share: record sets of one zone by their group's logical id. */
  readonly recordSetGroups: Map<string, GeneratedResource>;
  readonly sharedUsagePlan: SharedUsagePlan;
  readonly report: (code: DiagnosticCode, place: Place, message: string, severity?: Severity) => void;
}

/** The APIs that take part in the one usage plan of a template, in the order in which they came. */
export interface SharedUsagePlan {
  readonly dependsOn: SamValue[];
  readonly apiStages: SamValue[];
  readonly stageKeys: SamValue[];
  readonly conditions: string[];
  anyApiWithoutCondition: boolean;
  deletionPolicy?: string;
  updateReplacePolicy?: string;
}

/** A resource of the template, with its properties after globals were merged in. */
export interface SamResource {
  readonly logicalId: Text;
  readonly type: string;
  readonly resource: Dictionary;
  readonly properties: Dictionary;
}

export function samResource(logicalId: Text, resource: SamValue | undefined): SamResource | undefined {
  if (!(resource instanceof Mapping)) return undefined;
  const type = textOf(resource.get('Type'));
  if (type === undefined) return undefined;
  return { logicalId, type, resource, properties: resource.dictionary('Properties') ?? new Mapping('insertion') };
}

const PASSED_ON = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy'];
const KEPT = ['DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata'];

/** The attributes that every resource made from this one gets too. */
export function passedOnAttributes(resource: Dictionary): Dictionary {
  return pick(resource, PASSED_ON);
}

/** The attributes that stay with the resource of the same logical id. */
export function keptAttributes(resource: Dictionary): Dictionary {
  return pick(resource, KEPT);
}

function pick(resource: Dictionary, names: readonly string[]): Dictionary {
  const picked = new Mapping('insertion');
  for (const name of names) {
    const value = resource.get(name);
    if (value !== undefined) picked.set(name, value);
  }
  return picked;
}
