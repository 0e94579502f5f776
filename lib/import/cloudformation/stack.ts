import {
  evaluateFunction,
  fillDocument,
  isPureFunction,
  listOf,
  LOCAL_PSEUDO_PARAMETERS,
} from '../../intrinsics/index.js';
import {
  diagnostic,
  intrinsic,
  isDocumentObject,
  joinValues,
  reference,
  type Diagnostic,
  type Document,
  type Json,
  type Place,
  type Value,
  type ValuePart,
  type JsonObject,
} from '../../model/index.js';
import { asText } from '../../model/scalar.js';
import { isObject } from '../../support/is-object.js';
import { evaluateCondition } from './conditions.js';
import { member, type Parameter, type Sections } from './sections.js';

/** What a stack takes from outside of its template. */
export interface StackContext {
  /** The name of a logical id that no other stack of the source has. */
  readonly qualify: (logicalId: string) => string;
  /** The value of a parameter: given by the user, or by the parent of a nested stack. */
  readonly parameter: (name: string) => Document | undefined;
  /** What only deployment knows, given by the user. */
  readonly values: Readonly<Record<string, string>>;
  /** An export of another stack of the source. */
  readonly importValue: (name: string) => Document | undefined;
  /** An output of a nested stack. */
  readonly nestedOutput: (logicalId: string, output: string) => Document | undefined;
  /** The content of a file named by `AWS::Include`. */
  readonly include: (location: string, place: Place) => Json | undefined;
  /** Whether names that the template does not define are taken as they stand: documents outside of templates. */
  readonly open: boolean;
  readonly report: (finding: Diagnostic) => void;
}

/** Evaluates the functions of one template. What only deployment knows stays a value with its reference or function. */
export class Stack {
  private readonly conditions = new Map<string, boolean>();
  private readonly reported = new Set<string>();

  constructor(
    readonly sections: Sections,
    readonly context: StackContext,
  ) {}

  /** The value of a piece of the template; undefined where it comes to `AWS::NoValue`. */
  resolve(value: Json, place: Place): Document | undefined {
    if (typeof value === 'string') return splitDynamicReferences(value);
    if (Array.isArray(value)) {
      return (value as readonly Json[]).flatMap((item) => {
        const resolved = this.resolve(item, place);
        return resolved === undefined ? [] : [resolved];
      });
    }
    if (!isObject(value)) return value;
    const [first, ...others] = Object.keys(value);
    const argument = first === undefined ? undefined : value[first];
    if (first !== undefined && argument !== undefined && others.length === 0 && isFunctionName(first)) {
      return this.call(first, argument, place);
    }
    return this.resolveMembers(value, place);
  }

  /** Whether a condition of the template holds; true for undefined. */
  holds(condition: string | undefined): boolean {
    if (condition === undefined) return true;
    const known = this.conditions.get(condition);
    if (known !== undefined) return known;
    // A condition that comes back to itself is refused by CloudFormation; it counts as false here.
    this.conditions.set(condition, false);
    const body = member(this.sections.conditions, condition);
    const place = { element: `condition ${condition}` };
    if (body === undefined) {
      this.report(
        'unresolved-reference',
        place,
        `Cannot find condition "${condition}": the template has no such name; it is read as true`,
      );
    }
    const holds = body === undefined || evaluateCondition(body, this, place);
    this.conditions.set(condition, holds);
    return holds;
  }

  /** What a value is on a local gateway: pseudo parameters have their local values. */
  resolveLocally(value: Json, place: Place): Document | undefined {
    const resolved = this.resolve(value, place);
    return resolved === undefined ? undefined : this.fill(resolved);
  }

  fill(document: Document): Document {
    return fillDocument(document, (key) => member(this.context.values, key) ?? member(LOCAL_PSEUDO_PARAMETERS, key));
  }

  /** Reports a finding once, however often its place is read. */
  report(code: Diagnostic['code'], place: Place, message: string): void {
    const key = `${code} ${place.element ?? ''} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.context.report(diagnostic(code, place, message));
  }

  private resolveMembers(value: JsonObject, place: Place): Document {
    const members: [string, Document][] = [];
    for (const [key, item] of Object.entries(value)) {
      const resolved = key === 'Fn::Transform' ? this.transform(item, place) : this.resolve(item, place);
      if (resolved === undefined) continue;
      // An include beside other members puts the members of the included file among them.
      if (key === 'Fn::Transform' && isDocumentObject(resolved)) members.push(...Object.entries(resolved));
      else members.push([key, resolved]);
    }
    return Object.fromEntries(members);
  }

  private call(name: string, argument: Json, place: Place): Document | undefined {
    switch (name) {
      case 'Ref':
        return typeof argument === 'string'
          ? this.ref(argument, place)
          : intrinsic(name, this.resolve(argument, place) ?? null);
      case 'Fn::GetAtt':
        return this.getAtt(argument, place);
      case 'Fn::Sub':
        return this.sub(argument, place);
      case 'Fn::If':
        return this.if(argument, place);
      case 'Fn::FindInMap':
        return this.findInMap(argument, place);
      case 'Fn::ImportValue':
        return this.importValue(argument, place);
      case 'Fn::Transform':
        return this.transform(argument, place);
      default:
        return this.pure(name, argument, place);
    }
  }

  private pure(name: string, argument: Json, place: Place): Document {
    if (!isPureFunction(name)) {
      this.report('not-read', place, `Cannot evaluate ${name}: it is no function that Sluice knows`);
    }
    return evaluateFunction(name, this.resolve(argument, place) ?? null);
  }

  private ref(name: string, place: Place): Document | undefined {
    if (name === 'AWS::NoValue') return undefined;
    if (name === 'AWS::NotificationARNs') return [];
    if (name.startsWith('AWS::')) return reference(name);
    const parameter = member(this.sections.parameters, name);
    if (parameter !== undefined) return this.parameter(name, parameter);
    return this.reference(name, undefined, place);
  }

  private parameter(name: string, parameter: Parameter): Document {
    const isList = /^(?:CommaDelimitedList|(?:AWS::SSM::Parameter::Value<)?List<.*)/.test(parameter.type);
    const fromStore = parameter.type.startsWith('AWS::SSM::Parameter::Value<');
    const given = this.context.parameter(name) ?? member(this.context.values, name);
    const value = given ?? (fromStore ? undefined : parameter.default);
    if (value === undefined) return reference(name);
    if (isList && typeof value === 'string') return value === '' ? [] : value.split(',').map((item) => item.trim());
    if (isList && Array.isArray(value)) return value as Document;
    return asText(value) ?? value;
  }

  private getAtt(argument: Json, place: Place): Document {
    const [logicalId, ...rest] =
      typeof argument === 'string' ? argument.split('.') : Array.isArray(argument) ? (argument as Json[]) : [];
    const attribute = rest.map((part) => this.resolveLocally(part, place));
    if (typeof logicalId !== 'string' || !attribute.every((part) => typeof part === 'string')) {
      return intrinsic('Fn::GetAtt', this.resolve(argument, place) ?? null);
    }
    return this.reference(logicalId, attribute.join('.'), place);
  }

  private reference(logicalId: string, attribute: string | undefined, place: Place): Document {
    const resource = member(this.sections.resources, logicalId);
    if (resource === undefined && !this.context.open) {
      this.report('unresolved-reference', place, `Cannot find "${logicalId}": the template has no such name`);
    }
    if (attribute?.startsWith('Outputs.') === true) {
      const output = this.context.nestedOutput(logicalId, attribute.slice('Outputs.'.length));
      if (output !== undefined) return output;
    }
    return reference(this.context.qualify(logicalId), attribute);
  }

  private sub(argument: Json, place: Place): Document {
    const [template, names] = Array.isArray(argument) ? (argument as Json[]) : [argument];
    if (typeof template !== 'string') return intrinsic('Fn::Sub', this.resolve(argument, place) ?? null);
    const own = isObject(names) ? names : {};
    const parts: (Value<string> | ValuePart)[] = [];
    let end = 0;
    for (const match of template.matchAll(/\$\{(!?)([^${}]*)\}/g)) {
      parts.push(template.slice(end, match.index));
      end = match.index + match[0].length;
      const [whole, escaped, name = ''] = match;
      parts.push(escaped === '!' ? `\${${name}}` : (this.subName(name.trim(), own, place) ?? whole));
    }
    parts.push(template.slice(end));
    const text = joinValues(parts);
    return typeof text === 'string' ? splitDynamicReferences(text) : text;
  }

  /** What `${name}` stands for; undefined where it stays as text, which stage variables and foreign tokens do. */
  private subName(name: string, own: JsonObject, place: Place): Value<string> | undefined {
    const given = member(own, name);
    if (given !== undefined) return this.subText(this.resolve(given, place), name);
    if (/^(?:stageVariables|context|input|method|integration)\b/.test(name)) return undefined;
    const [logicalId = '', ...rest] = name.split('.');
    const { parameters, resources } = this.sections;
    const known = name.startsWith('AWS::') || Object.hasOwn(parameters, name) || Object.hasOwn(resources, logicalId);
    if (!known && !(this.context.open && /^[A-Za-z0-9]+(?:\.[A-Za-z0-9.]+)?$/.test(name))) {
      this.report(
        'unresolved-reference',
        place,
        `Cannot find "${name}" of Fn::Sub: the template has no such name; it stays as text`,
      );
      return undefined;
    }
    const value = rest.length === 0 ? this.ref(name, place) : this.reference(logicalId, rest.join('.'), place);
    return this.subText(value, name);
  }

  private subText(value: Document | undefined, name: string): Value<string> {
    return asText(value) ?? intrinsic('Fn::Sub', `\${${name}}`);
  }

  private if(argument: Json, place: Place): Document | undefined {
    const [condition, whenTrue, whenFalse] = Array.isArray(argument) ? (argument as Json[]) : [];
    if (typeof condition !== 'string' || whenTrue === undefined || whenFalse === undefined) {
      return intrinsic('Fn::If', this.resolveMembers({ argument }, place));
    }
    return this.resolve(this.holds(condition) ? whenTrue : whenFalse, place);
  }

  private findInMap(argument: Json, place: Place): Document | undefined {
    const [map, first, second, options] = Array.isArray(argument) ? (argument as Json[]) : [];
    const keys = [map, first, second].map((key) => (key === undefined ? undefined : this.resolveLocally(key, place)));
    let found: Json | undefined = this.sections.mappings;
    for (const key of keys) {
      const text = asText(key);
      found = isObject(found) && typeof text === 'string' ? member(found, text) : undefined;
    }
    if (found !== undefined) return this.resolve(found, place);
    if (isObject(options) && options.DefaultValue !== undefined) return this.resolve(options.DefaultValue, place);
    return intrinsic(
      'Fn::FindInMap',
      keys.map((key) => key ?? null),
    );
  }

  private importValue(argument: Json, place: Place): Document {
    const name = this.resolve(argument, place);
    const local = name === undefined ? undefined : this.fill(name);
    const found = typeof local === 'string' ? this.context.importValue(local) : undefined;
    return found ?? intrinsic('Fn::ImportValue', name ?? null);
  }

  private transform(argument: Json, place: Place): Document | undefined {
    const name = isObject(argument) ? argument.Name : undefined;
    const parameters = isObject(argument) && isObject(argument.Parameters) ? argument.Parameters : {};
    const location = parameters.Location === undefined ? undefined : this.resolveLocally(parameters.Location, place);
    if (name === 'AWS::Include' && typeof location === 'string') {
      const included = this.context.include(location, place);
      if (included !== undefined) return this.resolve(included, place);
    }
    if (name !== 'AWS::Include') {
      this.report('not-read', place, `Cannot run the macro ${JSON.stringify(name ?? null)}: only its account can`);
    }
    return intrinsic('Fn::Transform', this.resolve(argument, place) ?? null);
  }
}

/** `Fn::Sub`, `Ref` and their like; the last stands also for macros that a later version of CloudFormation brings. */
function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

const DYNAMIC_REFERENCE = /\{\{resolve:([^{}]+)\}\}/g;

/**
 * A text with its dynamic references (`{{resolve:ssm:/pets/url}}`) as values that only deployment knows.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function splitDynamicReferences(text: string): Value<string> {
  if (!text.includes('{{resolve:')) return text;
  const parts = text.split(DYNAMIC_REFERENCE);
  return joinValues(parts.map((part, index) => (index % 2 === 0 ? part : intrinsic('resolve', part))));
}

/** The items of a list that is known, each as text. */
export function textsOf(document: Document | undefined): readonly Value<string>[] {
  return (listOf(document) ?? []).flatMap((item) => asText(item) ?? []);
}
