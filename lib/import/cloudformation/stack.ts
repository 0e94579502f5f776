import {
  evaluate,
  evaluateCondition,
  evaluateLocally,
  fillDocument,
  LOCAL_PSEUDO_PARAMETERS,
  pseudoParameters,
  type ConditionResult,
  type StackEnvironment,
  type TemplateLookup,
} from '../../intrinsics/index.js';
import { diagnostic, reference, type Diagnostic, type Document, type Json, type Place } from '../../model/index.js';
import { RELEASE_STATE_PATH, UNPINNED } from '../../formats/cloudformation.js';
import { asText } from '../../model/scalar.js';
import { own } from '../../support/own.js';
import type { Parameter, Sections } from './sections.js';

/** What a stack takes from outside of its template. */
export interface StackContext {
  /** The name of a logical id that no other stack of the source has. */
  readonly qualify: (logicalId: string) => string;
  /** The value of a parameter: given by the user, or by the parent of a nested stack. */
  readonly parameter: (name: string) => Document | undefined;
  /** What only deployment knows, given by the user. */
  readonly values: Readonly<Record<string, string>>;
  /** What the assembly says of where the stack is deployed; none for a template that comes alone. */
  readonly environment: StackEnvironment;
  /** An export of another stack of the source. */
  readonly importValue: (name: string) => Document | undefined;
  /** An output of a nested stack. */
  readonly nestedOutput: (logicalId: string, output: string) => Document | undefined;
  /** Whether names that the template does not define are taken as they stand: documents outside of templates. */
  readonly open: boolean;
  readonly report: (finding: Diagnostic) => void;
}

/** Evaluates the functions of one template. What only deployment knows stays a value with its reference or function. */
export class Stack {
  private readonly conditions = new Map<string, boolean>();
  private readonly unknownConditions = new Set<string>();
  private readonly reported = new Set<string>();
  private readonly pseudoParameters: Readonly<Record<string, string>>;

  constructor(
    readonly sections: Sections,
    readonly context: StackContext,
  ) {
    const { environment, values } = context;
    this.pseudoParameters = Object.fromEntries(
      Object.entries(pseudoParameters(environment)).map(([name, value]) => [name, own(values, name) ?? value]),
    );
  }

  /** The Region that the stack is deployed to, where that is known. */
  get region(): string | undefined {
    return own(this.pseudoParameters, 'AWS::Region');
  }

  /** The value of a piece of the template; undefined where it comes to `AWS::NoValue`. */
  resolve(value: Json, place: Place): Document | undefined {
    const document = evaluate(value, this.lookupFrom(place));
    return document === undefined ? undefined : this.placed(document);
  }

  /** A document in which the account and Region of the stack stand for their pseudo parameters, where they are known. */
  placed(document: Document): Document {
    const { pseudoParameters } = this;
    if (Object.keys(pseudoParameters).length === 0) return document;
    return fillDocument(document, (key) => own(pseudoParameters, key));
  }

  /** What a value is on a local gateway: pseudo parameters have their local values. */
  resolveLocally(value: Json, place: Place): Document | undefined {
    return evaluateLocally(value, this.lookupFrom(place));
  }

  /** Whether a condition of the template holds; true for undefined. */
  holds(condition: string | undefined): boolean {
    if (condition === undefined) return true;
    const known = this.conditions.get(condition);
    if (known !== undefined) return known;
    // A condition that comes back to itself is refused by CloudFormation; it counts as false here.
    this.conditions.set(condition, false);
    const holds = this.findAndEvaluate(condition);
    this.conditions.set(condition, holds);
    return holds;
  }

  /** Whether only deployment knows if a condition holds. */
  isUnknown(condition: string | undefined): boolean {
    if (condition === undefined) return false;
    this.holds(condition);
    return this.unknownConditions.has(condition);
  }

  /** Evaluates a condition that has no name. */
  evaluateCondition(body: Json, place: Place): ConditionResult {
    return evaluateCondition(body, this.lookupFrom(place));
  }

  /** Reports a finding once, however often its place is read. */
  report(code: Diagnostic['code'], place: Place, message: string, severity?: Diagnostic['severity']): void {
    const key = `${code} ${place.element ?? ''} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.context.report(diagnostic(code, place, message, severity));
  }

  private findAndEvaluate(condition: string): boolean {
    const body = own(this.sections.conditions, condition);
    const place = { element: `condition ${condition}` };
    if (body === undefined) {
      const message = `Cannot find condition "${condition}": the template has no such name; it is read as true`;
      // The template that includes a document has the conditions.
      this.report('unresolved-reference', place, message, this.context.open ? 'info' : 'error');
      return true;
    }
    // Read as it is, so that a condition and its negation never hold together.
    const { holds, unknown } = this.evaluateCondition(body, place);
    if (unknown.size > 0) {
      this.unknownConditions.add(condition);
      const message =
        `Cannot know before deployment whether ${place.element} holds: ` +
        `${[...unknown].join(', ')} has no value; it is read as ${holds ? 'true' : 'false'}`;
      this.report('unresolved-value', place, message);
    }
    return holds;
  }

  private lookupFrom(place: Place): TemplateLookup {
    const { importValue, values } = this.context;
    return {
      hasName: (name) => this.hasName(name),
      reference: (logicalId, attribute) => this.reference(logicalId, attribute, place),
      condition: (name) => this.holds(name),
      mapping: (name) => own(this.sections.mappings, name),
      importedValue: importValue,
      localValue: (document) =>
        fillDocument(
          document,
          (key) => own(values, key) ?? own(this.pseudoParameters, key) ?? own(LOCAL_PSEUDO_PARAMETERS, key),
        ),
      report: (code, message) => this.report(code, place, message),
    };
  }

  private hasName(name: string): boolean {
    const { parameters, resources } = this.sections;
    const [logicalId = ''] = name.split('.');
    if (Object.hasOwn(parameters, name) || Object.hasOwn(resources, logicalId)) return true;
    return this.context.open && /^[A-Za-z0-9]+(?:\.[A-Za-z0-9.]+)?$/.test(name);
  }

  private reference(logicalId: string, attribute: string | undefined, place: Place): Document {
    const { parameters, resources } = this.sections;
    const parameter = attribute === undefined ? own(parameters, logicalId) : undefined;
    if (parameter !== undefined) return this.parameter(logicalId, parameter);
    if (!Object.hasOwn(resources, logicalId) && !this.context.open) {
      this.report('unresolved-reference', place, `Cannot find "${logicalId}": the template has no such name`);
    }
    if (attribute?.startsWith('Outputs.') === true) {
      const output = this.context.nestedOutput(logicalId, attribute.slice('Outputs.'.length));
      if (output !== undefined) return output;
    }
    return reference(this.context.qualify(logicalId), attribute);
  }

  private parameter(name: string, parameter: Parameter): Document {
    const isList = /^(?:CommaDelimitedList|(?:AWS::SSM::Parameter::Value<)?List<.*)/.test(parameter.type);
    const fromStore = parameter.type.startsWith('AWS::SSM::Parameter::Value<');
    const given = this.context.parameter(name) ?? own(this.context.values, name);
    const value = given ?? (fromStore ? storedDefault(parameter) : parameter.default);
    if (value === undefined) return reference(name);
    if (isList && typeof value === 'string') return value === '' ? [] : value.split(',').map((item) => item.trim());
    return asText(value) ?? value;
  }
}

/** Values in Systems Manager are unknown here; a controlled stage is read as not pinned. */
function storedDefault({ default: path }: Parameter): Json | undefined {
  return typeof path === 'string' && path.startsWith(RELEASE_STATE_PATH) ? UNPINNED.ssm : undefined;
}
