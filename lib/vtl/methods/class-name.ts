import { JavaList, JavaMap, type JavaValue } from '../../support/java/collections.js';
import { JavaBigDecimal, JavaDouble, JavaLong } from '../../support/java/numbers.js';

/** The Java class of a value that is not null. */
export function classNameOf(value: JavaValue): string {
  switch (typeof value) {
    case 'string':
      return 'java.lang.String';
    case 'number':
      return 'java.lang.Integer';
    case 'boolean':
      return 'java.lang.Boolean';
    case 'bigint':
      return 'java.math.BigInteger';
  }
  if (value === null) return 'null';
  if (value instanceof JavaList) return value.style === 'json' ? 'net.minidev.json.JSONArray' : 'java.util.ArrayList';
  if (value instanceof JavaMap) return value.className;
  if (value instanceof JavaLong) return 'java.lang.Long';
  if (value instanceof JavaDouble) return 'java.lang.Double';
  if (value instanceof JavaBigDecimal) return 'java.math.BigDecimal';
  return value.className;
}

/** Whether one value's class is the other's or extends it, so that Velocity compares them by `equals`. */
export function areRelated(left: JavaValue, right: JavaValue): boolean {
  const [a, b] = [classNameOf(left), classNameOf(right)];
  // JSONArray is the only class of ours that extends another: ArrayList.
  return a === b || (left instanceof JavaList && right instanceof JavaList);
}
