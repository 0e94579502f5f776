/** An expression of the TypeScript that is written. */
export type Expression =
  | TextExpression
  | TemplateExpression
  | CodeExpression
  | ObjectExpression
  | ListExpression
  | CallExpression
  | ArrowExpression;

/** A string. */
export interface TextExpression {
  readonly kind: 'text';
  readonly text: string;
}

/** Strings and expressions in between: `arn:${Aws.PARTITION}:s3:::pets`. */
export interface TemplateExpression {
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
}

/** What stays on one line: a number, a name, members of it. */
export interface CodeExpression {
  readonly kind: 'code';
  readonly code: string;
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly members: readonly (readonly [key: string, value: Expression])[];
}

export interface ListExpression {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** A call, or with `new ` in front of the callee an object of a class. */
export interface CallExpression {
  readonly kind: 'call';
  readonly callee: string;
  readonly arguments: readonly Expression[];
}

/** A function without parameters that returns an object. */
export interface ArrowExpression {
  readonly kind: 'arrow';
  readonly result: ObjectExpression;
}

export function textOf(text: string): TextExpression {
  return { kind: 'text', text };
}

export function code(written: string): CodeExpression {
  return { kind: 'code', code: written };
}

export function call(callee: string, ...given: readonly Expression[]): CallExpression {
  return { kind: 'call', callee, arguments: given };
}

export function listOf(items: readonly Expression[]): ListExpression {
  return { kind: 'list', items };
}

/** An object with the members that are there. */
export function objectOf(members: Readonly<Record<string, Expression | undefined>>): ObjectExpression {
  return {
    kind: 'object',
    members: Object.entries(members).filter((member): member is [string, Expression] => member[1] !== undefined),
  };
}

/** The same for names that are data: `__proto__` is one of them. */
export function recordOf(members: Iterable<readonly [string, Expression]>): ObjectExpression {
  return { kind: 'object', members: [...members] };
}

/** Arguments, without an object at their end that has no members. */
export function withoutEmptyEnd(given: readonly Expression[]): readonly Expression[] {
  const last = given.at(-1);
  return last?.kind === 'object' && last.members.length === 0 ? given.slice(0, -1) : given;
}

/** Whether an expression is data and models alone, so that it can stand anywhere. */
export function isPlain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'text':
      return true;
    case 'code':
      return !/^(?:props|Aws)\./.test(expression.code);
    case 'object':
      return expression.members.every(([, value]) => isPlain(value));
    case 'list':
      return expression.items.every(isPlain);
    case 'call':
      return expression.callee === 'new Model' && expression.arguments.every(isPlain);
    case 'template':
    case 'arrow':
      return false;
  }
}
