import type { SourceSpan } from '../support/source-text.js';
import type { Argument, Block, Expression, PathPart, Reference, Statement, Template } from './ast.js';

/** A reference that a template makes, as a check of a definition needs it. */
export interface TemplateReference extends SourceSpan {
  /** `context` of `$context.identity.sourceIp`. */
  readonly name: string;
  /**
   * The members behind it as far as they are written out, `['identity', 'sourceIp']`: properties, and indexes that are
   * a literal text. A call ends it.
   */
  readonly members: readonly string[];
  /** The call behind the members, as `json` of `$input.json('$.a')`, with its first argument if that is a literal text. */
  readonly call:
    { readonly name: string; readonly argument: (SourceSpan & { readonly text: string }) | undefined } | undefined;
  /** All its calls, wherever in it they stand. */
  readonly calls: readonly (SourceSpan & { readonly name: string })[];
  /** Whether a `#set` gives it a value. */
  readonly isAssigned: boolean;
}

/** All references of a template in the order of their text, also those in strings, macros and branches never taken. */
export function references(template: Template): TemplateReference[] {
  const found: TemplateReference[] = [];
  visitBlock(template.body, found);
  return found;
}

function visitBlock(block: Block, found: TemplateReference[]): void {
  for (const statement of block) visitStatement(statement, found);
}

function visitStatement(statement: Statement, found: TemplateReference[]): void {
  switch (statement.kind) {
    case 'reference':
      visitReference(statement, found, false);
      return;
    case 'if':
      for (const { condition, body } of statement.branches) {
        visitExpression(condition, found);
        visitBlock(body, found);
      }
      visitBlock(statement.otherwise ?? [], found);
      return;
    case 'set':
      visitReference(statement.target, found, true);
      visitExpression(statement.value, found);
      return;
    case 'foreach':
      if (statement.list !== undefined) visitExpression(statement.list, found);
      visitBlock(statement.body ?? [], found);
      return;
    case 'macro':
    case 'define':
      visitBlock(statement.body, found);
      return;
    case 'macro-call':
      for (const argument of statement.arguments) visitExpression(argument, found);
      visitBlock(statement.body ?? [], found);
      return;
    case 'evaluate':
      visitExpression(statement.argument, found);
      return;
    case 'include':
      for (const argument of statement.arguments) visitExpression(argument, found);
      return;
    case 'break':
      if (statement.scope !== undefined) visitExpression(statement.scope, found);
      return;
    case 'stop':
      if (statement.message !== undefined) visitExpression(statement.message, found);
      return;
    case 'text':
    case 'invalid-directive':
  }
}

function visitExpression(expression: Expression | Argument, found: TemplateReference[]): void {
  switch (expression.kind) {
    case 'reference':
      visitReference(expression, found, false);
      return;
    case 'string':
      visitBlock(expression.template ?? [], found);
      return;
    case 'list':
      for (const item of expression.items) visitExpression(item, found);
      return;
    case 'map':
      for (const { key, value } of expression.entries) {
        visitExpression(key, found);
        visitExpression(value, found);
      }
      return;
    case 'range':
      visitExpression(expression.from, found);
      visitExpression(expression.to, found);
      return;
    case 'binary':
      visitExpression(expression.left, found);
      visitExpression(expression.right, found);
      return;
    case 'not':
      visitExpression(expression.operand, found);
      return;
    case 'literal':
    case 'word':
  }
}

function visitReference(reference: Reference, found: TemplateReference[], isAssigned: boolean): void {
  if (reference.form === 'variable') {
    const { name, path, start, end } = reference;
    const members: string[] = [];
    for (const part of path) {
      const member = memberOf(part);
      if (member === undefined) break;
      members.push(member);
    }
    const next = path[members.length];
    const call =
      next?.kind === 'method-call' ? { name: next.name, argument: literalText(next.arguments[0]) } : undefined;
    const calls = path.filter((part) => part.kind === 'method-call');
    found.push({ name, members, call, calls, isAssigned, start, end });
  }
  for (const part of reference.path) {
    if (part.kind === 'method-call') for (const argument of part.arguments) visitExpression(argument, found);
    if (part.kind === 'index') visitExpression(part.index, found);
  }
}

function memberOf(part: PathPart): string | undefined {
  if (part.kind === 'property') return part.name;
  return part.kind === 'index' ? literalText(part.index)?.text : undefined;
}

/** A string without anything to interpolate. `$` alone, as in `"$.a"`, is no reference and prints as it is. */
function literalText(expression: Expression | undefined): (SourceSpan & { readonly text: string }) | undefined {
  if (expression?.kind !== 'string') return undefined;
  const { text, template, start, end } = expression;
  const isLiteral = template === undefined || template.every((statement) => statement.kind === 'text');
  return isLiteral ? { text, start, end } : undefined;
}
