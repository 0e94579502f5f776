import type { DiagnosticCode, Place, Severity } from '../../model/diagnostic.js';
import type { GeneratedResource } from './resources/generated-resource.js';
import { SamMap, stringOf, type SamValue } from './values/sam-value.js';

/** What all parts of one translation share. The template changes pass by pass; nothing of the caller's does. */
export interface Translation {
  readonly template: SamMap;
  /** Every resource of the template, those that the translator adds included. */
  readonly resources: SamMap;
  /** What `Ref` of a parameter is, as far as it is known before deployment. */
  readonly parameters: SamMap;
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
  readonly logicalId: string;
  readonly type: string;
  readonly resource: SamMap;
  readonly properties: SamMap;
}

export function samResource(logicalId: string, resource: SamValue | undefined): SamResource | undefined {
  if (!(resource instanceof SamMap)) return undefined;
  const type = stringOf(resource.get('Type'));
  if (type === undefined) return undefined;
  return { logicalId, type, resource, properties: resource.getMap('Properties') ?? new SamMap() };
}

const PASSED_ON = ['Condition', 'DeletionPolicy', 'UpdateReplacePolicy'];
const KEPT = ['DeletionPolicy', 'UpdatePolicy', 'Condition', 'UpdateReplacePolicy', 'Metadata'];

/** The attributes that every resource made from this one gets too. */
export function passedOnAttributes(resource: SamMap): SamMap {
  return pick(resource, PASSED_ON);
}

/** The attributes that stay with the resource of the same logical id. */
export function keptAttributes(resource: SamMap): SamMap {
  return pick(resource, KEPT);
}

function pick(resource: SamMap, names: readonly string[]): SamMap {
  const picked = new SamMap();
  for (const name of names) {
    const value = resource.get(name);
    if (value !== undefined) picked.set(name, value);
  }
  return picked;
}
