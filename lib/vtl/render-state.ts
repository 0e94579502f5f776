import type { JavaValue } from '../support/java/collections.js';
import { printJava } from '../support/java/text.js';
import type { WorkMeter } from '../support/java/work-meter.js';
import { LimitPassed } from './limit-passed.js';
import type { VtlLimits } from './limits.js';
import { TemplateScope, VariableNames, type BindingMap, type Scope } from './scope.js';
import type { Trace } from './trace.js';

/** Writes what a statement prints and does what it does. */
export type Render = (state: RenderState) => void;

/** A macro that templates can call. */
export interface Macro {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly slot: number }[];
  readonly body: Render;
}

/** Characters of text that cost one step to make. */
const CHARACTERS_A_STEP = 64;

/** One rendering of a template: what was written, what names mean, and what is left of the limits. */
export class RenderState implements WorkMeter {
  out = '';
  scope: Scope;
  /** Where the template is: the place of an error. */
  offset = 0;
  macroDepth = 0;
  evaluateDepth = 0;
  macros: ReadonlyMap<string, Macro>;
  private readonly global: TemplateScope;
  private evaluated: VariableNames | undefined;
  private steps = 0;

  constructor(
    private readonly names: VariableNames,
    private readonly bindings: BindingMap,
    macros: ReadonlyMap<string, Macro>,
    readonly limits: VtlLimits,
    readonly trace: Trace | undefined,
  ) {
    this.macros = macros;
    this.global = new TemplateScope(names);
    this.scope = this.global;
    this.bind(names, 0);
  }

  /** Adds to the output. */
  write(text: string): void {
    this.out += text;
    if (this.out.length > this.limits.outputCharacters) this.refuseText();
  }

  writePair(first: string, second: string): void {
    this.out = this.out + first + second;
    if (this.out.length > this.limits.outputCharacters) this.refuseText();
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.limits.steps) {
      throw new LimitPassed('steps', `it takes more than ${this.limits.steps} steps`);
    }
  }

  /** Accounts for a text of so many characters before or after it is made. */
  allowText(characters: number): void {
    if (characters > this.limits.outputCharacters) this.refuseText();
    this.spend(characters / CHARACTERS_A_STEP);
  }

  /** The text of a value. */
  textOf(value: JavaValue): string {
    return typeof value === 'string' ? value : printJava(value, this);
  }

  /** Renders into a text of its own. */
  capture(render: (state: RenderState) => void): string {
    const before = this.out;
    this.out = '';
    try {
      render(this);
      this.allowText(this.out.length);
      return this.out;
    } finally {
      this.out = before;
    }
  }

  /** Renders with other meanings of names. */
  within(scope: Scope, render: (state: RenderState) => void): void {
    const before = this.scope;
    this.scope = scope;
    try {
      render(this);
    } finally {
      this.scope = before;
    }
  }

  /** The value of an expression with other meanings of names. */
  evaluateIn(scope: Scope, evaluate: (state: RenderState) => JavaValue): JavaValue {
    const before = this.scope;
    this.scope = scope;
    try {
      this.spend(1);
      return evaluate(this);
    } finally {
      this.scope = before;
    }
  }

  /** Names of texts that are evaluated, kept apart from the template's, which outlives this rendering. */
  get evaluatedNames(): VariableNames {
    return (this.evaluated ??= new VariableNames(this.names));
  }

  /** Gives names that only an evaluated text knows the meaning they have from outside. */
  bindNewNames(from: number): void {
    this.bind(this.evaluatedNames, from);
  }

  private bind(names: VariableNames, from: number): void {
    for (const [name, slot] of names.own) {
      if (slot < from) continue;
      const value = this.bindings.get(name);
      if (value !== undefined) this.global.put(slot, value);
    }
  }

  private refuseText(): never {
    throw new LimitPassed(
      'outputCharacters',
      `it makes a text of more than ${this.limits.outputCharacters} characters`,
    );
  }
}
