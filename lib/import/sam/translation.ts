import type { DiagnosticCode, Place, Severity } from '../../model/diagnostic.js';
import type { GeneratedResource } from './resources/generated-resource.js';
import { InvalidDefinition } from './values/invalid-definition.js';
import { parametersWithoutValue } from './values/parameters.js';
import { SamMap, type SamValue } from './values/sam-value.js';

/** What all passes share. The template changes pass by pass; the author's stays as it is. */
export interface Translation {
  readonly template: SamMap;
  /** Every resource of the template, including those that the translator adds. */
  readonly resources: SamMap;
  /** The values of parameters that are known before deployment. */
  readonly parameters: SamMap;
  /** `aws`, or that of the region given as the parameter `AWS::Region`. */
  readonly partition: string;
  /** The logical ids that named parts of resources, such as `Api.Stage`, refer to. */
  readonly namedParts: Map<string, string>;
  /** Logical ids that the translator changes, such as those of layers. */
  readonly renamed: Map<string, string>;
  /** Record sets of one zone, which domains share, by their group's logical id. */
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

/** Reports a part of the template that has no effect on an API and is left out. */
export function reportNotRead(translation: Translation, place: Place, message: string): void {
  translation.report('not-read', place, message, 'info');
}

/**
 * Runs a step; where it refuses a part of the template, that is reported and the step has no result.
 *
 * @param properties - what the step resolves parameters in: of those without a value the value is asked for
 */
export function attempt<T>(
  translation: Translation,
  place: Place,
  step: () => T,
  properties: SamMap = new SamMap(),
): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    const { property, message } = error;
    const where = { ...(property !== undefined && { property }), ...place };
    const [missing] = parametersWithoutValue(properties, translation);
    if (missing === undefined) translation.report('invalid-value', where, message);
    else {
      const request = `give the value of "${missing}": --template-parameter ${missing}=…`;
      translation.report('unresolved-value', where, `${message}; ${request}`, 'error');
    }
    return undefined;
  }
}
