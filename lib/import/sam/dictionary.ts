import { KeyOrder } from './key-order.js';
import { charactersOf, textOf, type Text } from './text.js';

/** A part of a template while it is being translated: lists and dictionaries change in place. */
export type SamValue = null | boolean | number | Text | SamValue[] | Dictionary;

/** How a dictionary is walked: as keys were written, or as Python 2.7 walked them. */
export type KeyOrdering = 'insertion' | 'python27';

type Entry = readonly [key: Text, value: SamValue];

/** A mapping of a template under translation, with the translator's order of keys. */
export class Dictionary {
  readonly #entries = new Map<string, Entry>();
  #order: KeyOrder | undefined;

  constructor(readonly ordering: KeyOrdering) {
    if (ordering === 'python27') this.#order = new KeyOrder();
  }

  /** A dictionary that the translator writes out at once; such ones are walked as written. */
  static of(members: Readonly<Record<string, SamValue | undefined>>): Dictionary {
    const dictionary = new Dictionary('insertion');
    for (const [key, value] of Object.entries(members)) if (value !== undefined) dictionary.set(key, value);
    return dictionary;
  }

  /** A dictionary that becomes part of a REST API's definition, filled key by key. */
  static definition(members: readonly Entry[] = []): Dictionary {
    const dictionary = new Dictionary('python27');
    for (const [key, value] of members) dictionary.set(key, value);
    return dictionary;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Text): SamValue | undefined {
    return this.#entries.get(charactersOf(key))?.[1];
  }

  has(key: Text): boolean {
    return this.#entries.has(charactersOf(key));
  }

  text(key: string): string | undefined {
    return textOf(this.get(key));
  }

  dictionary(key: Text): Dictionary | undefined {
    const value = this.get(key);
    return value instanceof Dictionary ? value : undefined;
  }

  list(key: Text): SamValue[] | undefined {
    const value = this.get(key);
    return Array.isArray(value) ? value : undefined;
  }

  set(key: Text, value: SamValue): this {
    const characters = charactersOf(key);
    const present = this.#entries.get(characters);
    this.#entries.set(characters, [present?.[0] ?? key, value]);
    if (present === undefined) this.#order?.add(characters);
    return this;
  }

  /** The value under a key, after `value` was put there if nothing was. */
  setDefault(key: Text, value: SamValue): SamValue {
    const present = this.get(key);
    if (present !== undefined) return present;
    this.set(key, value);
    return value;
  }

  delete(key: Text): void {
    const characters = charactersOf(key);
    if (this.#entries.delete(characters)) this.#order?.remove(characters);
  }

  /** Takes over every member of another dictionary, which grows the table differently than setting one by one. */
  update(other: Dictionary): this {
    this.#order?.merge(other.keys().map(charactersOf));
    for (const [key, value] of other.entries()) this.set(key, value);
    return this;
  }

  keys(): Text[] {
    return this.entries().map(([key]) => key);
  }

  entries(): Entry[] {
    if (this.#order === undefined) return this.writtenEntries();
    return this.#order.keys().flatMap((key) => {
      const entry = this.#entries.get(key);
      return entry === undefined ? [] : [entry];
    });
  }

  /** In the order in which they were written, whatever the translator's order is. */
  writtenEntries(): Entry[] {
    return [...this.#entries.values()];
  }

  shallowCopy(): Dictionary {
    const copy = new Dictionary(this.ordering);
    copy.#order?.merge(this.#order?.keys() ?? []);
    for (const [key, value] of this.entries()) copy.set(key, value);
    return copy;
  }

  deepCopy(): Dictionary {
    const copy = new Dictionary(this.ordering);
    for (const [key, value] of this.writtenEntries()) copy.#entries.set(charactersOf(key), [key, copyOf(value)]);
    for (const key of this.#order?.keys() ?? []) copy.#order?.add(key);
    return copy;
  }
}

/** A deep copy, as the translator makes before each change of a definition; copying can change the order of keys. */
export function copyOf<T extends SamValue>(value: T): T {
  if (value instanceof Dictionary) return value.deepCopy() as T;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  return value;
}
