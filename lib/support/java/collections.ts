import type { JavaBigDecimal, JavaDouble, JavaLong } from './numbers.js';

/**
 * A value as the Java virtual machine behind API Gateway holds it.
 *
 * | Java | here |
 * | --- | --- |
 * | null | `null` |
 * | Boolean | `boolean` |
 * | String | `string` |
 * | Integer | `number`, always a whole number within 32 bits |
 * | Long | `JavaLong` |
 * | BigInteger | `bigint` |
 * | Double | `JavaDouble` |
 * | BigDecimal | `JavaBigDecimal` |
 * | List | `JavaList` |
 * | Map | `JavaMap` |
 * | anything else: Character, an array, an iterator, … | a subclass of `JavaObject` |
 */
export type JavaValue =
  null | boolean | string | number | bigint | JavaLong | JavaDouble | JavaBigDecimal | JavaList | JavaMap | JavaObject;

/** How a list prints: json-smart's `JSONArray` as JSON, every other list as `[a, b]`. */
export type JavaListStyle = 'json' | 'java';

/** A live, shared `java.util.List`. */
export class JavaList {
  /** Counts additions and removals, so that an iterator notices them as Java's do. */
  modifications = 0;

  constructor(
    readonly items: JavaValue[] = [],
    readonly style: JavaListStyle = 'java',
  ) {}
}

/** A live, shared, insertion-ordered `java.util.Map`. Keys such as `__proto__` are ordinary data. */
export class JavaMap {
  /** Counts new and removed keys, so that an iterator notices them as Java's do. */
  modifications = 0;

  /** @param text what the map prints, if not its entries: maps below `$context` print nothing */
  constructor(
    readonly entries: Map<JavaValue, JavaValue> = new Map<JavaValue, JavaValue>(),
    readonly text?: string,
  ) {}

  // Getters, since fields would take room in every map of a document.
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- as above
  get className(): string {
    return 'java.util.LinkedHashMap';
  }

  /** Whether there are properties besides the entries, as a subclass may have. */
  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- as above
  get hasGetters(): boolean {
    return false;
  }

  static of(record: Readonly<Record<string, JavaValue>>): JavaMap {
    return new JavaMap(new Map(Object.entries(record)));
  }
}

/** A Java object of a class that has no representation of its own here. */
export abstract class JavaObject {
  /** Such as `java.lang.Character`. */
  abstract readonly className: string;

  /** Java's `toString()`. */
  abstract toString(): string;

  /** Java's `equals`; unless overridden, identity. */
  equals(other: JavaValue): boolean {
    return this === other;
  }

  /** Java's `hashCode`. Java's own differs from run to run where it is not overridden; ours does not. */
  hashCode(): number {
    return 0;
  }
}
