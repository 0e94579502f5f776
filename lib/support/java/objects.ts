import { JavaObject, type JavaList, type JavaMap, type JavaValue } from './collections.js';
import { printFloat } from './numbers.js';
import { JavaThrowable } from './throwable.js';

/** `java.lang.Character`: one UTF-16 unit. */
export class JavaCharacter extends JavaObject {
  readonly className = 'java.lang.Character';

  constructor(readonly unit: number) {
    super();
  }

  override toString(): string {
    return String.fromCharCode(this.unit);
  }

  override equals(other: JavaValue): boolean {
    return other instanceof JavaCharacter && other.unit === this.unit;
  }

  override hashCode(): number {
    return this.unit;
  }
}

/** `java.lang.Float`: a number rounded to 32 bits. */
export class JavaFloat extends JavaObject {
  readonly className = 'java.lang.Float';
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = Math.fround(value);
  }

  override toString(): string {
    return printFloat(this.value);
  }

  override equals(other: JavaValue): boolean {
    return other instanceof JavaFloat && Object.is(other.value, this.value);
  }

  override hashCode(): number {
    const view = new DataView(new ArrayBuffer(4));
    view.setFloat32(0, this.value);
    return view.getInt32(0);
  }
}

/** `java.lang.Short` or `java.lang.Byte`. */
export class JavaShort extends JavaObject {
  readonly className: 'java.lang.Short' | 'java.lang.Byte';
  readonly value: number;

  constructor(
    value: number,
    readonly bits: 16 | 8,
  ) {
    super();
    this.className = bits === 16 ? 'java.lang.Short' : 'java.lang.Byte';
    this.value = (value << (32 - bits)) >> (32 - bits);
  }

  override toString(): string {
    return String(this.value);
  }

  override equals(other: JavaValue): boolean {
    return other instanceof JavaShort && other.bits === this.bits && other.value === this.value;
  }

  override hashCode(): number {
    return this.value;
  }
}

/** A Java array. Its items can be replaced, its length cannot change. */
export class JavaArray extends JavaObject {
  /** @param className such as `[Ljava.lang.String;` */
  constructor(
    readonly items: JavaValue[],
    readonly className: string,
  ) {
    super();
  }

  override toString(): string {
    return `${this.className}@0`;
  }
}

/** `java.lang.Class`, of which templates can ask the name only. */
export class JavaClass extends JavaObject {
  readonly className = 'java.lang.Class';

  constructor(readonly describedName: string) {
    super();
  }

  override toString(): string {
    return `class ${this.describedName}`;
  }

  override equals(other: JavaValue): boolean {
    return other instanceof JavaClass && other.describedName === this.describedName;
  }
}

/** `java.util.Iterator`. */
export class JavaIterator extends JavaObject {
  readonly className = 'java.util.Iterator';

  constructor(
    readonly hasNext: () => boolean,
    /** @throws {JavaThrowable} NoSuchElementException, ConcurrentModificationException */
    readonly next: () => JavaValue,
    /** Removes what `next` gave last. */
    readonly remove: () => void,
  ) {
    super();
  }

  override toString(): string {
    return `${this.className}@0`;
  }
}

/** `Map.Entry`: a key and the value that the map has for it. */
export class JavaEntry extends JavaObject {
  readonly className = 'java.util.LinkedHashMap$Entry';

  constructor(
    readonly map: JavaMap,
    readonly key: JavaValue,
  ) {
    super();
  }

  get value(): JavaValue {
    return this.map.entries.get(this.key) ?? null;
  }

  override toString(): string {
    return this.className;
  }
}

/** `keySet()`, `values()` or `entrySet()` of a map: a live view that prints as a list. */
export class JavaMapView extends JavaObject {
  readonly className: string;

  constructor(
    readonly map: JavaMap,
    readonly part: 'keys' | 'values' | 'entries',
  ) {
    super();
    this.className = `java.util.LinkedHashMap$Linked${part === 'values' ? 'Values' : part === 'keys' ? 'KeySet' : 'EntrySet'}`;
  }

  get items(): readonly JavaValue[] {
    const { map } = this;
    if (this.part === 'values') return [...map.entries.values()];
    const keys = [...map.entries.keys()];
    return this.part === 'keys' ? keys : keys.map((key) => new JavaEntry(map, key));
  }

  override toString(): string {
    return this.className;
  }
}

/**
 * An iterator over items that fails once the list or map behind them gained or lost any.
 *
 * @param removeItem how to remove an item; without it the iterator cannot
 */
export function iteratorOf(
  items: readonly JavaValue[],
  owner?: JavaList | JavaMap,
  removeItem?: (index: number) => void,
): JavaIterator {
  let index = 0;
  let removable = false;
  let expected = owner?.modifications;
  const checkUnchanged = (): void => {
    if (owner?.modifications === expected) return;
    throw new JavaThrowable('ConcurrentModificationException', 'the list or map changed while it was looped over');
  };
  return new JavaIterator(
    () => index !== items.length,
    () => {
      checkUnchanged();
      const item = items[index];
      if (item === undefined) throw new JavaThrowable('NoSuchElementException', 'there is no further item');
      index++;
      removable = true;
      return item;
    },
    () => {
      if (removeItem === undefined) throw new JavaThrowable('UnsupportedOperationException', 'remove');
      if (!removable) throw new JavaThrowable('IllegalStateException', 'there is no item to remove');
      checkUnchanged();
      removable = false;
      const { length } = items;
      removeItem(index - 1);
      // A list's items moved up; of a map's, which were copied, all are where they were.
      index -= length - items.length;
      expected = owner?.modifications;
    },
  );
}
