import type { JavaValue } from '../support/java/collections.js';

/** Numbers the variable names of a template, so that rendering looks nothing up by name. */
export class VariableNames {
  private readonly slots = new Map<string, number>();
  private count: number;

  /** @param outer names that are numbered already, for a text that is evaluated while a template renders */
  constructor(private readonly outer?: VariableNames) {
    this.count = outer?.count ?? 0;
  }

  get size(): number {
    return this.count;
  }

  /** The names that are not of an outer text. */
  get own(): ReadonlyMap<string, number> {
    return this.slots;
  }

  slotOf(name: string): number {
    const known = this.find(name);
    if (known !== undefined) return known;
    this.slots.set(name, this.count);
    return this.count++;
  }

  find(name: string): number | undefined {
    return this.slots.get(name) ?? this.outer?.find(name);
  }
}

/** Values that names are bound to from outside: a `Map`, or what makes them on demand, the same value each time. */
export interface BindingMap {
  get(name: string): JavaValue | undefined;
}

/** What names mean at one place of a rendering. A name without a value is null. */
export interface Scope {
  get(slot: number): JavaValue;
  put(slot: number, value: JavaValue): void;
  remove(slot: number): void;
  /** The text of the argument behind a macro's parameter `$name`, which an escaped reference prints. */
  argumentText(reference: string): string | undefined;
}

/** The variables of a whole template. */
export class TemplateScope implements Scope {
  private readonly values: JavaValue[] = [];

  constructor(names: VariableNames) {
    this.grow(names.size);
  }

  get(slot: number): JavaValue {
    return slot < this.values.length ? (this.values[slot] ?? null) : null;
  }

  put(slot: number, value: JavaValue): void {
    // Only a text that is evaluated brings new names.
    if (slot >= this.values.length) this.grow(slot + 1);
    this.values[slot] = value;
  }

  remove(slot: number): void {
    if (slot < this.values.length) this.values[slot] = null;
  }

  argumentText(): undefined {
    return undefined;
  }

  /** Never leaves a gap: an array with holes is slow. */
  private grow(size: number): void {
    while (this.values.length < size) this.values.push(null);
  }
}

/** One argument of a macro call, evaluated anew each time its parameter is read, where the call stands. */
export interface MacroArgument {
  readonly evaluate: (scope: Scope) => JavaValue;
  readonly text: string;
}

/**
 * The inside of a macro: its parameters by name, all else as outside.
 *
 * Observed: test/conformance/vtl/macro.jsonl. A `#set` of a parameter hides the argument from then on and changes the
 * variable of that name outside too.
 */
export class MacroScope implements Scope {
  private readonly local = new Map<number, JavaValue>();
  private readonly arguments = new Map<number, MacroArgument>();
  private readonly texts = new Map<string, string>();

  constructor(private readonly outer: Scope) {}

  bindValue(slot: number, value: JavaValue): void {
    this.local.set(slot, value);
  }

  bindArgument(slot: number, name: string, argument: MacroArgument): void {
    this.arguments.set(slot, argument);
    this.texts.set(`$${name}`, argument.text);
  }

  get(slot: number): JavaValue {
    const local = this.local.get(slot);
    if (local !== undefined && local !== null) return local;
    const argument = this.arguments.get(slot);
    return argument === undefined ? this.outer.get(slot) : argument.evaluate(this.outer);
  }

  put(slot: number, value: JavaValue): void {
    this.local.set(slot, value);
    this.outer.put(slot, value);
  }

  remove(slot: number): void {
    this.local.delete(slot);
    this.arguments.delete(slot);
    this.outer.remove(slot);
  }

  argumentText(reference: string): string | undefined {
    return this.texts.get(reference) ?? this.outer.argumentText(reference);
  }
}

/** The inside of a loop round whose item is null: the loop variable stays null even if it means something outside. */
export class NullItemScope implements Scope {
  private active = true;

  constructor(
    private readonly slot: number,
    private readonly outer: Scope,
  ) {}

  get(slot: number): JavaValue {
    return this.active && slot === this.slot ? null : this.outer.get(slot);
  }

  put(slot: number, value: JavaValue): void {
    if (slot === this.slot && value === null) this.active = true;
    this.outer.put(slot, value);
  }

  remove(slot: number): void {
    if (slot === this.slot) this.active = false;
    this.outer.remove(slot);
  }

  argumentText(reference: string): string | undefined {
    return this.outer.argumentText(reference);
  }
}
