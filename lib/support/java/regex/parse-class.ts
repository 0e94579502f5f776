import { characterRange, singleCharacter } from './characters.js';
import { intersection, negation, union, type CodePointPredicate } from './code-point-set.js';
import { LETTER_ESCAPES, readControl, readHexadecimal, readOctal, readUnicode } from './escapes.js';
import { Flag } from './flags.js';
import { parseProperty, predefinedClass } from './parse-property.js';
import type { ParserState } from './parser-state.js';
import { isAsciiLetter } from './quoting.js';

const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const CLOSE_BRACKET = 0x5d;
const HYPHEN = 0x2d;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const VERTICAL_TAB = 0x0b;

/**
 * A character class; the reader stands on the character before its first one.
 *
 * `[` members and `[nested]` classes unite; `&&` intersects all before it with all after it; `^` negates when it
 * directly follows `[`, and then the whole: `[^a[b]]` is neither a nor b.
 *
 * @param takesBracket whether the closing bracket belongs to this part; the right side of `&&` leaves it
 */
export function parseClass(state: ParserState, takesBracket: boolean): CodePointPredicate {
  return state.nested(() => parseClassBody(state, takesBracket));
}

function parseClassBody(state: ParserState, takesBracket: boolean): CodePointPredicate {
  const { reader } = state;
  let members: CodePointPredicate[] = [];
  // Java keeps the single characters of a class in one set that `&&` does not close: `[1&&[2]&]` is 1 and `&`.
  const singles: CodePointPredicate[] = [];
  const isSingle: CodePointPredicate = (codePoint) => singles.some((has) => has(codePoint));
  let singlesArePending = false;
  let negated = false;
  let last: CodePointPredicate | undefined;
  let codePoint = reader.next();
  for (;;) {
    if (codePoint === CARET && reader.at(-1) === OPEN_BRACKET) {
      negated = true;
      codePoint = reader.next();
      continue;
    }
    if (codePoint === OPEN_BRACKET) {
      last = parseClass(state, true);
      members.push(last);
      codePoint = reader.peek();
      continue;
    }
    if (codePoint === AMPERSAND) {
      if (reader.next() === AMPERSAND) {
        reader.next();
        const left = singlesArePending ? [...members, isSingle] : members;
        singlesArePending = false;
        last = parseIntersection(state, left, last);
        members = [last];
        codePoint = reader.peek();
        continue;
      }
      reader.unread();
    }
    if (codePoint === 0 && reader.atEnd) throw reader.error('Unclosed character class');
    if (codePoint === CLOSE_BRACKET && (members.length > 0 || singlesArePending)) {
      if (takesBracket) reader.next();
      const whole = union(singlesArePending ? [...members, isSingle] : members);
      if (!negated) return whole;
      state.hasSupplementary = true;
      return negation(whole);
    }
    const member = parseMember(state);
    last = member.single ? undefined : member.has;
    if (member.single) {
      singles.push(member.has);
      singlesArePending = true;
    } else {
      members.push(member.has);
    }
    codePoint = reader.peek();
  }
}

/**
 * What stands left of `&&`, intersected with all that follows up to the next `&` or the bracket. When nothing follows,
 * Java intersects with the last range or class before it.
 */
function parseIntersection(
  state: ParserState,
  left: readonly CodePointPredicate[],
  last: CodePointPredicate | undefined,
): CodePointPredicate {
  const { reader } = state;
  const right: CodePointPredicate[] = [];
  for (
    let codePoint = reader.peek();
    codePoint !== CLOSE_BRACKET && codePoint !== AMPERSAND;
    codePoint = reader.peek()
  ) {
    if (codePoint === OPEN_BRACKET) {
      right.push(parseClass(state, true));
    } else {
      reader.unread();
      right.push(parseClass(state, false));
    }
  }
  if (left.length === 0) {
    if (right.length === 0) throw reader.error('Bad class syntax');
    return union(right);
  }
  const other = right.length > 0 ? union(right) : last;
  return other === undefined ? union(left) : intersection(union(left), other);
}

interface ClassMember {
  readonly has: CodePointPredicate;
  /** One character below U+0100: Java keeps those in one set, apart from ranges and classes. */
  readonly single: boolean;
}

/** One character, a range or a predefined class. */
function parseMember(state: ParserState): ClassMember {
  const { reader } = state;
  let low = reader.peek();
  if (low === BACKSLASH) {
    const letter = String.fromCodePoint(reader.nextRaw());
    if (letter === 'p' || letter === 'P') {
      const oneLetter = reader.next() !== OPEN_BRACE;
      if (oneLetter) reader.unread();
      return { has: parseProperty(state, oneLetter, letter === 'P'), single: false };
    }
    const startsRange = reader.at(1) === HYPHEN;
    reader.unread();
    const escaped = parseClassEscape(state, startsRange);
    if (typeof escaped !== 'number') return { has: escaped, single: false };
    low = escaped;
  } else {
    reader.next();
  }
  state.noteLiteral(low);
  if (reader.peek() !== HYPHEN) return { has: singleCharacter(low, reader.flags), single: low < 256 };
  const end = reader.at(1);
  if (end === OPEN_BRACKET || end === CLOSE_BRACKET)
    return { has: singleCharacter(low, reader.flags), single: low < 256 };
  reader.next();
  const high = parseRangeEnd(state);
  if (high < low) throw reader.error('Illegal character range');
  state.noteLiteral(high);
  if (reader.isSet(Flag.caseInsensitive)) state.hasSupplementary = true;
  return { has: characterRange(low, high, reader.flags), single: false };
}

function parseRangeEnd(state: ParserState): number {
  const { reader } = state;
  const codePoint = reader.peek();
  if (codePoint !== BACKSLASH) {
    reader.next();
    return codePoint;
  }
  const escaped = parseClassEscape(state, true);
  // A class cannot end a range: to Java it is a character before all others.
  return typeof escaped === 'number' ? escaped : -1;
}

/** A backslash and what follows: a code point, or a predefined class. */
function parseClassEscape(state: ParserState, inRange: boolean): number | CodePointPredicate {
  const { reader } = state;
  const codePoint = reader.skip();
  if (!isAsciiLetter(codePoint) && !(codePoint >= 0x30 && codePoint <= 0x39)) return codePoint;
  const letter = String.fromCodePoint(codePoint);
  const character = LETTER_ESCAPES.get(letter);
  if (character !== undefined) return character;
  switch (letter) {
    case '0':
      return readOctal(reader);
    case 'c':
      return readControl(reader);
    case 'u':
      return readUnicode(reader);
    case 'x':
      return readHexadecimal(reader);
    case 'v':
      if (inRange) return VERTICAL_TAB;
      break;
  }
  const predefined = predefinedClass(state, letter);
  if (predefined === undefined) throw reader.error('Illegal/unsupported escape sequence');
  return predefined;
}
