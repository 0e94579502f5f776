import { Token, Tokenization } from 'aws-cdk-lib';
import { SluiceError } from '../../../support/sluice-error.js';
import { jsonStringLiteral } from './template-literal.js';

/** A value of `MappingTemplate.json`: JSON in which expressions may stand for values. Members that are undefined are left out. */
export type TemplateValue =
  | null
  | boolean
  | number
  | string
  | TemplateExpression
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue | undefined };

/** Gives Velocity variables names that occur once in a template. */
export class TemplateVariables {
  private count = 0;

  next(): string {
    this.count++;
    return `v${this.count}`;
  }
}

/** How an expression is written in Velocity. */
export interface ExpressionForms {
  /** A JSON value. */
  readonly json: (variables: TemplateVariables) => string;
  /** The inside of a JSON string. */
  readonly string: (variables: TemplateVariables) => string;
  /** The reference of the value; undefined where there is always a value. */
  readonly reference?: string;
}

/** A value that a mapping template takes from the request, the response, `$context` or a stage variable. */
export class TemplateExpression {
  /**
   * Velocity that prints a JSON value, for what no other expression says. It has to escape what it prints.
   *
   * @example
   * MappingTemplate.json({ count: TemplateExpression.velocity("$input.path('$.pets').size()") })
   */
  static velocity(source: string): TemplateExpression {
    return new TemplateExpression({ json: () => source, string: () => source });
  }

  /** @internal */
  constructor(
    private readonly forms: ExpressionForms,
    private readonly isOptional = false,
  ) {}

  /**
   * Another value where this one is absent, null or an empty string.
   *
   * @example
   * MappingTemplate.json({ kind: input.path('$.kind').or('dog') })
   */
  or(fallback: TemplateValue): TemplateExpression {
    const { json, string, reference } = this.forms;
    if (reference === undefined) return this;
    const choose = (there: string, absent: string): string => `#if(${reference} == "")${absent}#{else}${there}#{end}`;
    return new TemplateExpression({
      json: (variables) => choose(json(variables), printTemplateValue(fallback, variables)),
      string: (variables) => choose(string(variables), printInString(fallback, variables)),
    });
  }

  /** Leaves out the member or item where the value is absent, null or an empty string. */
  optional(): TemplateExpression {
    return new TemplateExpression(this.forms, true);
  }

  /** The value as a JSON string, whatever it is. */
  asString(): TemplateExpression {
    const { string } = this.forms;
    return new TemplateExpression({ ...this.forms, json: (variables) => `"${string(variables)}"` });
  }

  /** The value as a JSON number; null where it is not one, so that a caller cannot write anything else. */
  asNumber(): TemplateExpression {
    const { reference = '' } = this.forms;
    const number = (variables: TemplateVariables): string => {
      const [value, text] = [variables.next(), variables.next()];
      return `#set($${value} = ${reference})#set($${text} = "$!${value}")#if($${text}.matches('${NUMBER}'))$${text}#{else}null#{end}`;
    };
    return new TemplateExpression({ json: number, string: number, reference });
  }

  /** @internal */
  printJson(variables: TemplateVariables): string {
    return this.forms.json(variables);
  }

  /** @internal */
  printInString(variables: TemplateVariables): string {
    return this.forms.string(variables);
  }

  /** @internal The condition that a member with this value is there; undefined where it always is. */
  get condition(): string | undefined {
    const { reference } = this.forms;
    return this.isOptional && reference !== undefined ? `${reference} != ""` : undefined;
  }
}

const NUMBER = '-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?';

/** A value as Velocity that prints JSON. */
export function printTemplateValue(value: TemplateValue, variables: TemplateVariables): string {
  if (value instanceof TemplateExpression) return value.printJson(variables);
  if (typeof value === 'string') return `"${jsonStringLiteral(value)}"`;
  if (typeof value === 'number' && Token.isUnresolved(value)) return Tokenization.stringifyNumber(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Tokenization.isResolvable(value) || Token.isUnresolved(value)) throw unresolved();
  if (isList(value))
    return `[${printMembers(
      value.map((item) => ['', item] as const),
      variables,
    )}]`;
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[`"${jsonStringLiteral(name)}":`, member] as const],
  );
  return `{${printMembers(members, variables)}}`;
}

/** Members with commas between those that are there. */
function printMembers(
  members: readonly (readonly [name: string, value: TemplateValue])[],
  variables: TemplateVariables,
): string {
  // A variable holds the comma as long as nobody knows whether a member has been printed.
  const comma = conditionOf(members[0]?.[1]) === undefined ? undefined : variables.next();
  let isPreceded = false;
  const printed = members.map(([name, value]) => {
    const condition = conditionOf(value);
    const separator = isPreceded ? ',' : comma === undefined ? '' : `$${comma}`;
    const member = `${separator}${name}${printTemplateValue(value, variables)}`;
    const isFirst = !isPreceded && comma !== undefined;
    if (condition === undefined) isPreceded = true;
    return condition === undefined
      ? member
      : `#if(${condition})${member}${isFirst ? `#set($${comma} = ',')` : ''}#{end}`;
  });
  return `${comma === undefined ? '' : `#set($${comma} = '')`}${printed.join('')}`;
}

function conditionOf(value: TemplateValue | undefined): string | undefined {
  return value instanceof TemplateExpression ? value.condition : undefined;
}

/** A value as Velocity that prints the inside of a JSON string. */
export function printInString(value: TemplateValue, variables: TemplateVariables): string {
  if (value instanceof TemplateExpression) return value.printInString(variables);
  return typeof value === 'string' ? jsonStringLiteral(value) : jsonStringLiteral(JSON.stringify(value));
}

function isList(value: object): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

function unresolved(): SluiceError {
  return new SluiceError(
    'template-unresolved',
    'A mapping template cannot contain a list or an object that is a token',
    {
      hint: 'Name its items, or write it as a string: Fn.join(",", list)',
    },
  );
}
