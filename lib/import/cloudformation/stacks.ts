import { type Diagnostic, type Document, type Json, type Place, type JsonObject } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import { isList } from '../../support/is-list.js';
import { own } from '../../support/own.js';
import { reportResourceTypes } from './resource-types.js';
import { readSections, type TemplateResource } from './sections.js';
import { Stack } from './stack.js';
import type { StackInput } from './stack-input.js';
import type { FileLocation } from './template-files.js';
import { applyTransforms } from './transforms.js';

export interface StackOptions {
  /** What the user gives parameters; for every stack that has one of the name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  /** Takes a SAM template to what CloudFormation deploys. */
  readonly expand: (input: StackInput, report: (finding: Diagnostic) => void) => JsonObject;
  readonly report: (finding: Diagnostic) => void;
}

export interface LoadedStack {
  readonly input: StackInput;
  readonly stack: Stack;
  readonly qualify: (logicalId: string) => string;
}

/** A nested stack may nest itself. */
const DEEPEST_NESTING = 10;

/**
 * Makes the stacks of a source ready to evaluate, the nested ones after their parents. References between them, by
 * exports, parameters and outputs, lead to the resource in the other stack.
 */
export function loadStacks(inputs: readonly StackInput[], options: StackOptions): readonly LoadedStack[] {
  const loading = new StackLoading(options);
  for (const input of inputs) loading.load(input, (name) => own(options.parameters, name), 0);
  for (const { stack } of loading.stacks) checkRules(stack);
  return loading.stacks;
}

class StackLoading {
  readonly stacks: LoadedStack[] = [];
  private readonly taken = new Set<string>();
  private exports: ReadonlyMap<string, () => Document | undefined> | undefined;

  constructor(private readonly options: StackOptions) {}

  load(input: StackInput, parameter: (name: string) => Document | undefined, depth: number): Stack {
    const { options } = this;
    const report = (finding: Diagnostic): void => options.report(withFile(finding, input.file));
    const template = applyTransforms(input, { ...options, parameter, report });
    reportResourceTypes(template.Resources, report);
    const sections = readSections(template);
    const renamed = new Map<string, string>();
    for (const [id, { type }] of Object.entries(sections.resources)) {
      if (this.taken.has(id) && type !== 'AWS::CDK::Metadata') renamed.set(id, `${input.name}/${id}`);
      this.taken.add(id);
    }
    const qualify = (id: string): string => renamed.get(id) ?? id;
    const nested = new Map<string, Stack>();
    const stack = new Stack(sections, {
      qualify,
      parameter,
      values: options.values,
      environment: input.environment ?? {},
      importValue: (name) => this.exported(name),
      nestedOutput: (id, output) => readOutput(nested.get(id), output),
      open: false,
      report,
    });
    this.stacks.push({ input, stack, qualify });
    for (const transform of sections.transforms) {
      if (!KNOWN_TRANSFORMS.has(transform)) {
        stack.report(
          'not-read',
          { property: 'Transform' },
          `Cannot run the macro "${transform}": only its account can`,
        );
      }
    }
    for (const [id, resource] of Object.entries(sections.resources)) {
      if (resource.type !== 'AWS::CloudFormation::Stack' || !stack.holds(resource.condition)) continue;
      const child = this.loadNested(id, resource, input, stack, depth);
      if (child !== undefined) nested.set(id, child);
    }
    return stack;
  }

  private loadNested(
    id: string,
    resource: TemplateResource,
    parent: StackInput,
    stack: Stack,
    depth: number,
  ): Stack | undefined {
    const properties = isObject(resource.properties) ? resource.properties : {};
    const place: Place = { element: id, property: 'TemplateURL' };
    const url = properties.TemplateURL === undefined ? undefined : stack.resolveLocally(properties.TemplateURL, place);
    const assetPath = resource.metadata['aws:asset:path'];
    const location: FileLocation = {
      ...(typeof assetPath === 'string' && { assetPath }),
      ...(typeof url === 'string' && { address: url }),
    };
    const found = depth < DEEPEST_NESTING ? parent.files.document(location) : TOO_DEEP;
    if (found.kind === 'missing' || !isObject(found.document)) {
      const reason = found.kind === 'missing' ? found.reason : 'it is no template';
      stack.report('unresolved-value', place, `Cannot read the nested stack ${id}: ${reason}`);
      return undefined;
    }
    const given = isObject(properties.Parameters) ? properties.Parameters : {};
    const input = { ...parent, name: `${parent.name}/${id}`, template: found.document, file: found.file };
    const parameter = once((name: string) => {
      const value = own(given, name);
      return value === undefined ? undefined : stack.resolve(value, { element: id, property: `Parameters.${name}` });
    });
    return this.load(input, parameter, depth + 1);
  }

  private exported(name: string): Document | undefined {
    if (this.exports === undefined) {
      // Names of exports may be imported values themselves: while the index is made, it is empty.
      this.exports = new Map();
      this.exports = new Map(this.stacks.flatMap(({ stack }) => exportsOf(stack)));
    }
    return this.exports.get(name)?.();
  }
}

const TOO_DEEP = { kind: 'missing', reason: `stacks are nested deeper than ${DEEPEST_NESTING} levels` } as const;

// What the reader itself does; the first is done before.
const KNOWN_TRANSFORMS: ReadonlySet<string> = new Set(['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions']);

function exportsOf(stack: Stack): [string, () => Document | undefined][] {
  return Object.entries(stack.sections.outputs).flatMap(([id, output]) => {
    const exported = isObject(output) && isObject(output.Export) ? output.Export.Name : undefined;
    const name = exported === undefined ? undefined : stack.resolveLocally(exported, { element: `output ${id}` });
    return typeof name === 'string' ? [[name, () => readOutput(stack, id)]] : [];
  });
}

/** What `Fn::ImportValue` of each exported name stands for. */
export function exportedValues(stacks: readonly LoadedStack[]): readonly (readonly [string, Document])[] {
  return stacks.flatMap(({ stack }) =>
    exportsOf(stack).flatMap(([name, read]) => {
      const value = read();
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

const reading = new WeakMap<Stack, Set<string>>();

/** The value of an output; undefined where there is none, or where it comes back to itself. */
function readOutput(stack: Stack | undefined, id: string): Document | undefined {
  const output = stack === undefined ? undefined : own(stack.sections.outputs, id);
  if (stack === undefined || !isObject(output) || output.Value === undefined) return undefined;
  const open = reading.get(stack) ?? new Set();
  if (open.has(id)) return undefined;
  reading.set(stack, open.add(id));
  try {
    return stack.resolve(output.Value, { element: `output ${id}` });
  } finally {
    open.delete(id);
  }
}

function once<T>(read: (name: string) => T | undefined): (name: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return (name) => {
    if (!known.has(name)) {
      // A parameter that comes back to itself has no value.
      known.set(name, undefined);
      known.set(name, read(name));
    }
    return known.get(name);
  };
}

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html */
function checkRules(stack: Stack): void {
  for (const [name, rule] of Object.entries(stack.sections.rules)) {
    if (!isObject(rule)) continue;
    const place = { element: `rule ${name}` };
    const failsForCertain = (body: Json): boolean => {
      const { holds, unknown } = stack.evaluateCondition(body, place);
      return !holds && unknown.size === 0;
    };
    if (rule.RuleCondition !== undefined && failsForCertain(rule.RuleCondition)) continue;
    for (const assertion of isList(rule.Assertions) ? rule.Assertions : []) {
      if (!isObject(assertion) || assertion.Assert === undefined) continue;
      if (!failsForCertain(assertion.Assert)) continue;
      const why = typeof assertion.AssertDescription === 'string' ? assertion.AssertDescription : 'its assertion fails';
      stack.report('invalid-value', place, `Cannot deploy with these parameters: ${why}`);
    }
  }
}

function withFile(finding: Diagnostic, file: string | undefined): Diagnostic {
  if (file === undefined || finding.place.file !== undefined) return finding;
  return { ...finding, place: { ...finding.place, file } };
}
