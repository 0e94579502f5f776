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
 */
export type JavaValue =
  null | boolean | string | number | bigint | JavaLong | JavaDouble | JavaBigDecimal | JavaList | JavaMap;

/** How a list prints: json-smart's `JSONArray` as JSON, every other list as `[a, b]`. */
export type JavaListStyle = 'json' | 'java';

/** A live, shared `java.util.List`. */
export class JavaList {
  constructor(
    readonly items: JavaValue[] = [],
    readonly style: JavaListStyle = 'java',
  ) {}
}

/** A live, shared, insertion-ordered `java.util.Map`. Keys such as `__proto__` are ordinary data. */
export class JavaMap {
  constructor(readonly entries: Map<JavaValue, JavaValue> = new Map<JavaValue, JavaValue>()) {}

  static of(record: Readonly<Record<string, JavaValue>>): JavaMap {
    return new JavaMap(new Map(Object.entries(record)));
  }
}
