import type { JavaValue } from '../../support/java/collections.js';
import { JavaCharacter } from '../../support/java/objects.js';
import { printJava } from '../../support/java/text.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { method, type MethodRow } from './method-table.js';
import { boolean, booleanObject, character, characterObject, object, string } from './parameter-types.js';

/** `java.lang.Boolean`. */
export const BOOLEAN_METHODS: readonly MethodRow[] = [
  method('booleanValue', [], (value: boolean) => value),
  method('compareTo', [booleanObject], (value: boolean, [other]) => Number(value) - Number(other)),
  method('compareTo', [object], (value: boolean) => refuseComparison(value)),
  method('compare', [boolean, boolean], (_: boolean, [left, right]) => Number(left) - Number(right)),
  method('parseBoolean', [string], (_: boolean, [text]) => text.toLowerCase() === 'true'),
  method('valueOf', [string], (_: boolean, [text]) => text.toLowerCase() === 'true'),
  method('valueOf', [boolean], (_: boolean, [value]) => value),
  method('toString', [boolean], (_: boolean, [value]) => String(value)),
  method('logicalAnd', [boolean, boolean], (_: boolean, [left, right]) => left && right),
  method('logicalOr', [boolean, boolean], (_: boolean, [left, right]) => left || right),
  method('logicalXor', [boolean, boolean], (_: boolean, [left, right]) => left !== right),
];

/** `java.lang.Character`. */
export const CHARACTER_METHODS: readonly MethodRow[] = [
  method('charValue', [], (value: JavaCharacter) => value),
  method('compareTo', [characterObject], (value: JavaCharacter, [other]) => value.unit - other.unit),
  method('compareTo', [object], (value: JavaCharacter) => refuseComparison(value)),
  method(
    'compare',
    [character, character],
    (_: JavaCharacter, [left, right]) => left.charCodeAt(0) - right.charCodeAt(0),
  ),
  method('isDigit', [character], (_: JavaCharacter, [value]) => /\p{Nd}/u.test(value)),
  method('isLetter', [character], (_: JavaCharacter, [value]) => /\p{L}/u.test(value)),
  method('isLetterOrDigit', [character], (_: JavaCharacter, [value]) => /[\p{L}\p{Nd}]/u.test(value)),
  method('isUpperCase', [character], (_: JavaCharacter, [value]) => /\p{Uppercase}/u.test(value)),
  method('isLowerCase', [character], (_: JavaCharacter, [value]) => /\p{Lowercase}/u.test(value)),
  method(
    'isWhitespace',
    [character],
    (_: JavaCharacter, [value]) => /[\t-\r\x1c-\x20\p{Z}]/u.test(value) && !/[\u00a0\u2007\u202f]/.test(value),
  ),
  method('toUpperCase', [character], (_: JavaCharacter, [value]) => oneCharacter(value.toUpperCase(), value)),
  method('toLowerCase', [character], (_: JavaCharacter, [value]) => oneCharacter(value.toLowerCase(), value)),
  method('valueOf', [character], (_: JavaCharacter, [value]) => new JavaCharacter(value.charCodeAt(0))),
  method('toString', [character], (_: JavaCharacter, [value]) => value),
  method('getNumericValue', [character], (_: JavaCharacter, [value]) => {
    const digit = Number.parseInt(value, 36);
    return Number.isNaN(digit) ? -1 : digit;
  }),
];

function oneCharacter(converted: string, original: string): JavaCharacter {
  return new JavaCharacter((converted.length === 1 ? converted : original).charCodeAt(0));
}

/** What Java does when a value is compared with one of another class. */
export function refuseComparison(value: JavaValue): never {
  throw new JavaThrowable('ClassCastException', `${printJava(value)} cannot be compared with a value of another class`);
}
