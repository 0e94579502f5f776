import { diagnostic, type Diagnostic } from '../../model/diagnostic.js';
import { partitionOf } from '../../model/partition.js';
import { addDefaultDefinitions } from './default-definitions.js';
import { expandResources } from './expand-resources.js';
import { mergeGlobals } from './globals.js';
import { addImplicitHttpApi, addImplicitRestApi } from './implicit-api.js';
import { resolveReferences } from './references.js';
import type { Translation } from './translation.js';
import { SamMap, asList, fromJson, mapOf, toJson, type JsonMap } from './values/sam-value.js';

const SAM_TRANSFORM = 'AWS::Serverless-2016-10-31';

/** What a translation may take besides the template. */
export interface ExpandSamOptions {
  /** The template's name, for the places of findings. */
  readonly file?: string;
  /**
   * Values of parameters, over their defaults; `AWS::Region` among them resolves references to the region as the
   * translator does when it runs there.
   */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A translated template, and what was found in it. */
export interface ExpandedSam {
  /** The CloudFormation template; without `Transform` unless it names other macros. */
  readonly template: JsonMap;
  readonly diagnostics: readonly Diagnostic[];
}

/** In the translator's order. */
const PASSES: readonly ((translation: Translation) => void)[] = [
  addDefaultDefinitions, // an empty definition for APIs without one
  addImplicitRestApi, // the paths of `Api` events, and the API of those that name none
  addImplicitHttpApi, // the same for `HttpApi` events
  mergeGlobals, // `Globals` into the resources of each type
  expandResources, // each SAM resource and its events to CloudFormation resources
  resolveReferences, // `Api.Stage` and the like to what was made of them
  removeTransform, // leaves the names of other macros
];

/**
 * Expands a SAM template to the CloudFormation template that the SAM translator makes of it: the same resources under the
 * same logical ids, except for the digits of deployments.
 *
 * Resources and events that have no effect on an API are expanded where that costs little; others are reported in
 * `diagnostics`. A resource that SAM refuses is left out and reported; the others are expanded. Code and definitions that
 * were not packaged keep their local paths. Files that the template includes are in it already; where one is not at hand,
 * the include stands as it is.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
 * Observed: aws/serverless-application-model at 7000d0a.
 */
export function expandSam(template: JsonMap, options: ExpandSamOptions = {}): ExpandedSam {
  const diagnostics: Diagnostic[] = [];
  const { file } = options;
  const report: Translation['report'] = (code, place, message, severity) =>
    diagnostics.push(diagnostic(code, { ...place, ...(file !== undefined && { file }) }, message, severity));
  const complete = fromJson(template);
  const resources = complete.getMap('Resources');
  if (resources === undefined) {
    report('invalid-value', { element: 'Resources' }, 'Cannot expand the template: Resources must be a map');
    return { template, diagnostics };
  }
  const parameters = knownParameters(complete, options.parameters ?? {});
  const translation: Translation = {
    template: complete,
    resources,
    parameters,
    partition: partitionOf(parameters.getString('AWS::Region') ?? ''),
    namedParts: new Map(),
    renamed: new Map(),
    recordSetGroups: new Map(),
    sharedUsagePlan: { dependsOn: [], apiStages: [], stageKeys: [], conditions: [], anyApiWithoutCondition: false },
    report,
  };
  for (const pass of PASSES) pass(translation);
  return { template: toJson(complete), diagnostics };
}

/**
 * Given values, then defaults; with the region comes the partition.
 *
 * The default of an SSM parameter is the name under which deployment finds the value.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
function knownParameters(template: SamMap, given: Readonly<Record<string, string>>): SamMap {
  const known = mapOf(given);
  for (const [name, parameter] of template.getMap('Parameters') ?? []) {
    if (!(parameter instanceof SamMap) || parameter.getString('Type')?.startsWith(PARAMETER_STORE) === true) continue;
    const value = parameter.get('Default');
    if (value !== undefined) known.setDefault(name, value);
  }
  const region = known.getString('AWS::Region');
  if (region !== undefined) known.setDefault('AWS::Partition', partitionOf(region));
  return known;
}

const PARAMETER_STORE = 'AWS::SSM::Parameter::Value<';

function removeTransform({ template }: Translation): void {
  const transform = template.get('Transform');
  const others = asList(transform).filter((name) => name !== null && name !== SAM_TRANSFORM);
  const [only] = others;
  if (only === undefined) template.delete('Transform');
  else template.set('Transform', Array.isArray(transform) ? others : only);
}
