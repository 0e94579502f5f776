import type { SourceSpan } from '../support/source-text.js';
import type { JavaValue } from '../support/java/collections.js';

/** A template: what it prints and does, in order. */
export interface Template {
  readonly kind: 'template';
  readonly body: Block;
  /**
   * A directive that Velocity accepts while parsing and fails to set up, such as `#foreach` without parentheses: every
   * rendering fails, even if the directive is never reached.
   */
  readonly failure: InvalidDirective | undefined;
}

export type Block = readonly Statement[];

export type Statement =
  | Text
  | Reference
  | If
  | SetDirective
  | Foreach
  | MacroDefinition
  | MacroCall
  | Define
  | Evaluate
  | Break
  | Stop
  | Include
  | InvalidDirective;

export type Expression = StringLiteral | Literal | ListLiteral | MapLiteral | Range | Reference | Binary | Not;

/** Everything in a directive's parentheses that is not a condition: a value or a bare word. */
export type Argument = Exclude<Expression, Binary | Not> | Word;

export type Node = Template | Statement | Expression | Word;

interface NodeBase extends SourceSpan {
  readonly kind: string;
}

/** Characters that are printed as they are. Comments are empty text. */
export interface Text extends NodeBase {
  readonly kind: 'text';
  readonly text: string;
}

/** `$a.b(1)[2]` and its other forms. */
export interface Reference extends NodeBase {
  readonly kind: 'reference';
  /** `a` of `$a.b`. */
  readonly name: string;
  readonly path: readonly PathPart[];
  readonly quiet: boolean;
  /** Printed before the value: backslashes that escaped each other, other `$` and `#` ahead of the name. */
  readonly prefix: string;
  /** The text that prints instead of the value, after an odd number of backslashes. */
  readonly escaped: string | undefined;
  /** What a `#define` prints that cannot render: the reference's own text, nothing for `$!a`. */
  readonly source: string;
  /**
   * `variable`, but for two oddities of Velocity: a `bare` name right behind `$a#set(...)` is printed as it is, and
   * `$\!a` is `uncomputable`.
   */
  readonly form: 'variable' | 'bare' | 'uncomputable';
  /** What a `#set` to it changes when it has no path: `{a}` of `${a}`, which nothing can read. */
  readonly assigned: string;
}

export type PathPart = Property | MethodCall | Index;

/** `.b` */
export interface Property extends NodeBase {
  readonly kind: 'property';
  readonly name: string;
}

/** `.b(1)` */
export interface MethodCall extends NodeBase {
  readonly kind: 'method-call';
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** `[2]` */
export interface Index extends NodeBase {
  readonly kind: 'index';
  readonly index: Expression;
}

export interface StringLiteral extends NodeBase {
  readonly kind: 'string';
  /** The text between the quotes, doubled quotes halved, `\u0041` of a double-quoted string replaced. */
  readonly text: string;
  /** The text as a template, where it is one: in double quotes, with a `$` or `#`. */
  readonly template: Block | undefined;
}

/** A whole number, a fraction, true or false. */
export interface Literal extends NodeBase {
  readonly kind: 'literal';
  readonly value: JavaValue;
}

export interface ListLiteral extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface MapLiteral extends NodeBase {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `[1..$n]` */
export interface Range extends NodeBase {
  readonly kind: 'range';
  readonly from: Expression;
  readonly to: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '&&' | '||' | '<' | '<=' | '>' | '>=' | '==' | '!=';

export interface Binary extends NodeBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  /**
   * What a null operand becomes when the other one is a String and both are added: its own text as Velocity keeps it.
   */
  readonly leftText: string;
  readonly rightText: string;
}

export interface Not extends NodeBase {
  readonly kind: 'not';
  readonly operand: Expression;
}

/** A bare word among a directive's arguments, such as the `in` of `#foreach`. */
export interface Word extends NodeBase {
  readonly kind: 'word';
  readonly text: string;
}

export interface If extends NodeBase {
  readonly kind: 'if';
  readonly branches: readonly { readonly condition: Expression; readonly body: Block }[];
  readonly otherwise: Block | undefined;
}

export interface SetDirective extends NodeBase {
  readonly kind: 'set';
  readonly target: Reference;
  readonly value: Expression;
}

export interface Foreach extends NodeBase {
  readonly kind: 'foreach';
  readonly variable: string;
  /** Absent when the third argument is missing and the directive's own block stands in its place: no rounds. */
  readonly list: Argument | undefined;
  /** Absent with less than two arguments, which fails when rendered. */
  readonly body: Block | undefined;
}

export interface MacroDefinition extends NodeBase {
  readonly kind: 'macro';
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Block;
}

/** `#m(1)`, or `#@m(1)…#end`, or text that looks like it when no such macro is defined. */
export interface MacroCall extends NodeBase {
  readonly kind: 'macro-call';
  readonly name: string;
  readonly arguments: readonly Argument[];
  /** `$bodyContent` of a block call. */
  readonly body: Block | undefined;
  /** What prints when there is no such macro. */
  readonly source: string;
}

export interface Define extends NodeBase {
  readonly kind: 'define';
  readonly name: string;
  readonly body: Block;
}

export interface Evaluate extends NodeBase {
  readonly kind: 'evaluate';
  readonly argument: StringLiteral | Reference;
}

export interface Break extends NodeBase {
  readonly kind: 'break';
  /** The loop to leave, such as `$foreach.parent`; the innermost one when absent. */
  readonly scope: Argument | undefined;
}

export interface Stop extends NodeBase {
  readonly kind: 'stop';
  readonly message: Argument | undefined;
}

/** `#parse` or `#include`: there is nothing that could be loaded. */
export interface Include extends NodeBase {
  readonly kind: 'include';
  readonly directive: 'parse' | 'include';
  readonly arguments: readonly Argument[];
}

export interface InvalidDirective extends NodeBase {
  readonly kind: 'invalid-directive';
  readonly detail: string;
}
