import type { MethodTable } from './method-table.js';

const INTEGRAL = [
  ...['toUnsignedString', 'divideUnsigned', 'remainderUnsigned', 'compareUnsigned', 'highestOneBit', 'lowestOneBit'],
  ...['numberOfLeadingZeros', 'numberOfTrailingZeros', 'rotateLeft', 'rotateRight', 'reverse', 'reverseBytes'],
];

const BIG = ['multiply', 'divide', 'remainder', 'divideAndRemainder', 'pow', 'sqrt', 'valueOf'];

const EXACT = ['longValueExact', 'intValueExact', 'shortValueExact', 'byteValueExact'];

const COLLECTION = ['parallelStream', 'spliterator'];

/**
 * Methods of Java that a template can call and that are not simulated, by class. Those that want a function, a comparator
 * or a locale stand in no list: no template has one, and Velocity finds no method then.
 */
const NOT_SIMULATED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    'java.lang.Integer': [...INTEGRAL, 'toUnsignedLong', 'parseUnsignedInt', 'getInteger'],
    'java.lang.Long': [...INTEGRAL, 'parseUnsignedLong', 'getLong', 'bitCount'],
    'java.lang.Double': ['toHexString', 'doubleToLongBits', 'doubleToRawLongBits', 'longBitsToDouble'],
    'java.lang.Float': [
      ...['toHexString', 'compare', 'isFinite', 'valueOf', 'max', 'min', 'sum', 'floatToIntBits'],
      ...['floatToRawIntBits', 'intBitsToFloat'],
    ],
    'java.lang.Short': [
      ...['compare', 'compareUnsigned', 'decode', 'parseByte', 'parseShort', 'reverseBytes', 'toUnsignedInt'],
      ...['toUnsignedLong', 'valueOf'],
    ],
    'java.math.BigInteger': [
      ...[...BIG, ...EXACT, 'mod', 'modPow', 'modInverse', 'gcd', 'and', 'or', 'xor', 'not', 'andNot', 'shiftLeft'],
      ...['shiftRight', 'testBit', 'setBit', 'clearBit', 'flipBit', 'getLowestSetBit', 'bitLength', 'bitCount'],
      ...['isProbablePrime', 'nextProbablePrime', 'toByteArray'],
    ],
    'java.math.BigDecimal': [
      ...[
        ...BIG,
        ...EXACT,
        'add',
        'subtract',
        'abs',
        'plus',
        'round',
        'precision',
        'setScale',
        'divideToIntegralValue',
      ],
      ...['movePointLeft', 'movePointRight', 'scaleByPowerOfTen', 'stripTrailingZeros', 'min', 'max', 'ulp'],
      ...['toEngineeringString', 'toBigInteger', 'toBigIntegerExact'],
    ],
    'java.util.ArrayList': COLLECTION,
    'net.minidev.json.JSONArray': [...COLLECTION, 'appendElement', 'merge', 'writeJSONString'],
    'java.util.Collection': [...COLLECTION, 'stream', 'addAll', 'removeAll', 'retainAll'],
  }).map(([className, names]) => [className, new Set(names)]),
);

/** A method that Java has and that is not simulated. It becomes a `VtlRenderError` with the place of the call. */
export class NotSimulatedMethod extends Error {}

/** @throws {NotSimulatedMethod} for a method that is not simulated; a template's wrong arguments are no reason */
export function refuseNotSimulated({ className, rows }: MethodTable, name: string): void {
  if (!rows.has(name) && NOT_SIMULATED.get(className)?.has(name) === true) {
    throw new NotSimulatedMethod(`the method ${name}() of ${className} is not simulated`);
  }
}

/**
 * The classes that have a method which is not simulated; none where a class has one of that name that is, since a
 * template's text does not say which class is meant.
 */
export function classesOfNotSimulated(name: string, tables: readonly MethodTable[]): readonly string[] {
  if (tables.some(({ rows }) => rows.has(name))) return [];
  return [...NOT_SIMULATED].flatMap(([className, names]) => (names.has(name) ? [className] : []));
}
