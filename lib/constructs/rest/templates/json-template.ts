import { Token, Tokenization } from 'aws-cdk-lib';
import { SluiceError } from '../../../support/sluice-error.js';
import { TemplateExpression, type TemplateScope, type TemplateValue } from './template-expression.js';
import { jsonStringLiteral } from './template-literal.js';

/** Velocity that prints a value as JSON. */
export function printJsonTemplate(value: TemplateValue): string {
  return new JsonTemplate().json(value);
}

class JsonTemplate implements TemplateScope {
  private variables = 0;

  variable(): string {
    this.variables++;
    return `v${this.variables}`;
  }

  json(value: TemplateValue): string {
    if (value instanceof TemplateExpression) return value.printJson(this);
    if (typeof value === 'string') return `"${jsonStringLiteral(value)}"`;
    if (typeof value === 'number' && Token.isUnresolved(value)) return Tokenization.stringifyNumber(value);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (Tokenization.isResolvable(value) || Token.isUnresolved(value)) throw unresolved();
    if (isList(value)) return `[${this.members(value.map((item) => ['', item]))}]`;
    const members = Object.entries(value).flatMap(([name, member]): Member[] =>
      member === undefined ? [] : [[`"${jsonStringLiteral(name)}":`, member]],
    );
    return `{${this.members(members)}}`;
  }

  string(value: TemplateValue): string {
    if (value instanceof TemplateExpression) return value.printInString(this);
    if (typeof value === 'string') return jsonStringLiteral(value);
    if (typeof value === 'number' && Token.isUnresolved(value)) return Tokenization.stringifyNumber(value);
    if (typeof value === 'object' && value !== null) throw notInString();
    return jsonStringLiteral(JSON.stringify(value));
  }

  /** Members with commas between those that are present. */
  private members(members: readonly Member[]): string {
    // A variable holds the comma as long as it is not known whether a member has been printed.
    const comma = conditionOf(members[0]?.[1]) === undefined ? undefined : this.variable();
    let isPreceded = false;
    const printed = members.map(([name, value]) => {
      const condition = conditionOf(value);
      const separator = isPreceded ? ',' : comma === undefined ? '' : `\${${comma}}`;
      const member = `${separator}${name}${this.json(value)}`;
      const setComma = isPreceded || comma === undefined ? '' : `#set($${comma} = ',')`;
      if (condition !== undefined) return `#if(${condition})${member}${setComma}#{end}`;
      isPreceded = true;
      return member;
    });
    return `${comma === undefined ? '' : `#set($${comma} = '')`}${printed.join('')}`;
  }
}

/** The text before a value, and the value. */
type Member = readonly [name: string, value: TemplateValue];

function conditionOf(value: TemplateValue | undefined): string | undefined {
  return value instanceof TemplateExpression ? value.condition : undefined;
}

function isList(value: object): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

/** The error for a list or an object in a string, whose quotes would end the string. */
export function notInString(): SluiceError {
  return new SluiceError('template-string', 'A string of a mapping template cannot contain a list or an object', {
    hint: 'Make it a member of its own: { items: input.each(…) }',
  });
}

function unresolved(): SluiceError {
  return new SluiceError(
    'template-unresolved',
    'A mapping template cannot contain a list or an object that is a token',
    { hint: 'Name its items, or write it as a string: Fn.join(",", list)' },
  );
}
