import { negation, range, union, type CodePointPredicate } from './code-point-set.js';
import { Flag } from './flags.js';
import type { ParserState } from './parser-state.js';
import { unicodeBlock } from './unicode-blocks.js';
import {
  isAsciiClass,
  namedProperty,
  namedUnicodeProperty,
  unicodeProperty,
  unicodeScript,
  unicodeWord,
} from './unicode-properties.js';

const CLOSE_BRACE = 0x7d;

/** `\pL` or `\p{…}`; the reader stands on the p, or on the brace after it. */
export function parseProperty(state: ParserState, oneLetter: boolean, complement: boolean): CodePointPredicate {
  const { reader } = state;
  reader.next();
  const name = oneLetter ? readLetter(state) : readName(state);
  const caseInsensitive = reader.isSet(Flag.caseInsensitive);
  const equals = name.indexOf('=');
  let has: CodePointPredicate | undefined;
  if (equals >= 0) {
    const property = name.slice(0, equals).toLowerCase();
    const value = name.slice(equals + 1);
    has = propertyValue(property, value, caseInsensitive);
    if (has === undefined) throw reader.error(`Unknown Unicode property {name=<${property}>, value=<${value}>}`);
  } else {
    has = propertyNamed(name, caseInsensitive, reader.isSet(Flag.unicodeCharacterClass));
    if (has === undefined) throw reader.error(`Unknown character property name {${name}}`);
  }
  if (complement || !isAsciiClass(has)) state.hasSupplementary = true;
  return complement ? negation(has) : has;
}

function readLetter(state: ParserState): string {
  const { reader } = state;
  const letter = String.fromCodePoint(reader.at(0));
  reader.read();
  return letter;
}

function readName(state: ParserState): string {
  const { reader } = state;
  const start = reader.cursor;
  while (reader.read() !== CLOSE_BRACE)
    if (reader.cursor > reader.length) throw reader.error('Unclosed character family');
  if (reader.cursor - 1 === start) throw reader.error('Empty character family');
  return reader.text(start, reader.cursor - 1);
}

function propertyValue(property: string, value: string, caseInsensitive: boolean): CodePointPredicate | undefined {
  switch (property) {
    case 'sc':
    case 'script':
      return unicodeScript(value);
    case 'blk':
    case 'block':
      return unicodeBlock(value);
    case 'gc':
    case 'general_category':
      return namedProperty(value, caseInsensitive);
    default:
      return undefined;
  }
}

function propertyNamed(name: string, caseInsensitive: boolean, knowsUnicode: boolean): CodePointPredicate | undefined {
  const rest = name.slice(2);
  if (name.startsWith('In')) return unicodeBlock(rest);
  if (name.startsWith('Is')) {
    return (
      namedUnicodeProperty(rest, caseInsensitive, false) ?? namedProperty(rest, caseInsensitive) ?? unicodeScript(rest)
    );
  }
  return (
    (knowsUnicode ? namedUnicodeProperty(name, caseInsensitive, true) : undefined) ??
    namedProperty(name, caseInsensitive)
  );
}

const WORD = union([range(0x30, 0x39), range(0x41, 0x5a), range(0x61, 0x7a), range(0x5f, 0x5f)]);
const SPACE = union([range(9, 0xd), range(0x20, 0x20)]);
const VERTICAL_SPACE = union([range(0x0a, 0x0d), range(0x85, 0x85), range(0x2028, 0x2029)]);
const HORIZONTAL_SPACE = union([
  ...[9, 0x20, 0xa0, 0x1680, 0x180e, 0x202f, 0x205f, 0x3000].map((codePoint) => range(codePoint, codePoint)),
  range(0x2000, 0x200a),
]);

/** `\d`, `\W` and the other classes of one letter; `undefined` for letters that name none. */
export function predefinedClass(state: ParserState, letter: string): CodePointPredicate | undefined {
  const knowsUnicode = state.reader.isSet(Flag.unicodeCharacterClass);
  const lower = letter.toLowerCase();
  const has = positiveClass(lower, knowsUnicode);
  if (has === undefined) return undefined;
  if (letter !== lower || (knowsUnicode && lower !== 'h' && lower !== 'v')) state.hasSupplementary = true;
  return letter === lower ? has : negation(has);
}

function positiveClass(letter: string, knowsUnicode: boolean): CodePointPredicate | undefined {
  switch (letter) {
    case 'd':
      return knowsUnicode ? unicodeProperty('Nd') : range(0x30, 0x39);
    case 'w':
      return knowsUnicode ? unicodeWord() : WORD;
    case 's':
      return knowsUnicode ? unicodeProperty('White_Space') : SPACE;
    case 'h':
      return HORIZONTAL_SPACE;
    case 'v':
      return VERTICAL_SPACE;
    default:
      return undefined;
  }
}
