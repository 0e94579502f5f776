import { own } from '../../own.js';
import { intersection, negation, range, remembered, union, type CodePointPredicate } from './code-point-set.js';

const cache = new Map<string, CodePointPredicate>();

/** A property that JavaScript's regular expressions know: `L`, `Alphabetic`, `Script=Latin`. */
export function unicodeProperty(property: string): CodePointPredicate {
  return anyOf(property);
}

function anyOf(...properties: readonly string[]): CodePointPredicate {
  const members = properties.map((property) => `\\p{${property}}`).join('');
  const known = cache.get(members);
  if (known !== undefined) return known;
  const pattern = new RegExp(`^[${members}]$`, 'u');
  const has = remembered((codePoint) => pattern.test(String.fromCodePoint(codePoint)));
  cache.set(members, has);
  return has;
}

const LINE_SEPARATORS = range(0x2028, 0x2029);
const DIGIT = (): CodePointPredicate => unicodeProperty('Nd');
const BLANK = (): CodePointPredicate => union([unicodeProperty('Zs'), range(9, 9)]);
const GRAPH = (): CodePointPredicate => negation(anyOf('Z', 'Cc', 'Cs', 'Cn'));

/** `\w` that knows Unicode. */
export const unicodeWord = (): CodePointPredicate => anyOf('Alphabetic', 'M', 'Nd', 'Pc', 'Join_Control');

/** `Character.isLetterOrDigit`. */
export const letterOrDigit = (): CodePointPredicate => anyOf('L', 'Nd');

/** Properties in whose names case and underscores may be left out: `\p{IsAlphabetic}`, `\p{IsWhite_Space}`. */
const BINARY_PROPERTIES: Readonly<Record<string, () => CodePointPredicate>> = {
  ALPHABETIC: () => unicodeProperty('Alphabetic'),
  ASSIGNED: () => negation(unicodeProperty('Cn')),
  CONTROL: () => unicodeProperty('Cc'),
  HEXDIGIT: () => anyOf('Nd', 'Hex_Digit'),
  IDEOGRAPHIC: () => unicodeProperty('Ideographic'),
  JOINCONTROL: () => unicodeProperty('Join_Control'),
  LETTER: () => unicodeProperty('L'),
  LOWERCASE: () => unicodeProperty('Lowercase'),
  NONCHARACTERCODEPOINT: () => unicodeProperty('Noncharacter_Code_Point'),
  TITLECASE: () => unicodeProperty('Lt'),
  PUNCTUATION: () => unicodeProperty('P'),
  UPPERCASE: () => unicodeProperty('Uppercase'),
  WHITESPACE: () => unicodeProperty('White_Space'),
  WORD: unicodeWord,
  DIGIT,
};

/** The POSIX names under UNICODE_CHARACTER_CLASS and after `Is`. */
const POSIX_PROPERTIES: Readonly<Record<string, () => CodePointPredicate>> = {
  ALPHA: () => unicodeProperty('Alphabetic'),
  LOWER: () => unicodeProperty('Lowercase'),
  UPPER: () => unicodeProperty('Uppercase'),
  SPACE: () => unicodeProperty('White_Space'),
  PUNCT: () => unicodeProperty('P'),
  XDIGIT: () => anyOf('Nd', 'Hex_Digit'),
  ALNUM: () => anyOf('Alphabetic', 'Nd'),
  CNTRL: () => unicodeProperty('Cc'),
  DIGIT,
  BLANK,
  GRAPH,
  PRINT: () => intersection(union([GRAPH(), BLANK()]), negation(unicodeProperty('Cc'))),
};

const ANY_CASE = (): CodePointPredicate => anyOf('Lowercase', 'Uppercase', 'Lt');
const CASED = new Set(['LOWERCASE', 'UPPERCASE', 'TITLECASE', 'LOWER', 'UPPER']);

/** `\p{IsAlphabetic}`: a name after `Is`, or under UNICODE_CHARACTER_CLASS (`posixOnly`) a POSIX name. */
export function namedUnicodeProperty(
  name: string,
  caseInsensitive: boolean,
  posixOnly: boolean,
): CodePointPredicate | undefined {
  const upper = name.toUpperCase();
  const key = posixOnly ? upper : (UNDERSCORED[upper] ?? upper);
  const make = own(POSIX_PROPERTIES, key) ?? (posixOnly ? undefined : own(BINARY_PROPERTIES, key));
  if (make === undefined) return undefined;
  return caseInsensitive && CASED.has(key) ? ANY_CASE() : make();
}

const UNDERSCORED: Readonly<Record<string, string>> = {
  WHITE_SPACE: 'WHITESPACE',
  HEX_DIGIT: 'HEXDIGIT',
  JOIN_CONTROL: 'JOINCONTROL',
  NONCHARACTER_CODE_POINT: 'NONCHARACTERCODEPOINT',
};

const CATEGORIES = new Set(
  'Cn Lu Ll Lt Lm Lo Mn Me Mc Nd Nl No Zs Zl Zp Cc Cf Co Cs Pd Ps Pe Pc Po Sm Sc Sk So Pi Pf L M N Z C P S LC'.split(
    ' ',
  ),
);
const CASED_CATEGORIES = new Set(['Lu', 'Ll', 'Lt']);

const ASCII_CLASSES: Readonly<Record<string, CodePointPredicate>> = {
  ASCII: range(0, 0x7f),
  Alnum: union([range(0x30, 0x39), range(0x41, 0x5a), range(0x61, 0x7a)]),
  Alpha: union([range(0x41, 0x5a), range(0x61, 0x7a)]),
  Blank: union([range(0x20, 0x20), range(9, 9)]),
  Cntrl: union([range(0, 0x1f), range(0x7f, 0x7f)]),
  Digit: range(0x30, 0x39),
  Graph: range(0x21, 0x7e),
  Lower: range(0x61, 0x7a),
  Print: range(0x20, 0x7e),
  Punct: union([range(0x21, 0x2f), range(0x3a, 0x40), range(0x5b, 0x60), range(0x7b, 0x7e)]),
  Space: union([range(9, 0xd), range(0x20, 0x20)]),
  Upper: range(0x41, 0x5a),
  XDigit: union([range(0x30, 0x39), range(0x41, 0x46), range(0x61, 0x66)]),
};

const ASCII_PREDICATES = new Set(Object.values(ASCII_CLASSES));

/** Whether a predicate is one of the POSIX classes of US-ASCII. */
export const isAsciiClass = (has: CodePointPredicate): boolean => ASCII_PREDICATES.has(has);

const IGNORABLE = (): CodePointPredicate =>
  union([range(0, 8), range(0xe, 0x1b), range(0x7f, 0x9f), unicodeProperty('Cf')]);

/** `\p{javaLowerCase}`: the `isX` methods of `java.lang.Character`. */
const CHARACTER_METHODS: Readonly<Record<string, () => CodePointPredicate>> = {
  LowerCase: () => unicodeProperty('Lowercase'),
  UpperCase: () => unicodeProperty('Uppercase'),
  Alphabetic: () => unicodeProperty('Alphabetic'),
  Ideographic: () => unicodeProperty('Ideographic'),
  TitleCase: () => unicodeProperty('Lt'),
  Digit: DIGIT,
  Defined: () => negation(unicodeProperty('Cn')),
  Letter: () => unicodeProperty('L'),
  LetterOrDigit: letterOrDigit,
  JavaIdentifierStart: () => anyOf('L', 'Nl', 'Sc', 'Pc'),
  JavaIdentifierPart: () => union([anyOf('L', 'Nl', 'Sc', 'Pc', 'Nd', 'Mc', 'Mn'), IGNORABLE()]),
  UnicodeIdentifierStart: () => unicodeProperty('ID_Start'),
  UnicodeIdentifierPart: () => union([unicodeProperty('ID_Continue'), IGNORABLE()]),
  IdentifierIgnorable: IGNORABLE,
  SpaceChar: () => unicodeProperty('Z'),
  Whitespace: () =>
    union([
      range(9, 0xd),
      range(0x1c, 0x1f),
      LINE_SEPARATORS,
      intersection(
        unicodeProperty('Zs'),
        (codePoint) => codePoint !== 0xa0 && codePoint !== 0x2007 && codePoint !== 0x202f,
      ),
    ]),
  ISOControl: () => unicodeProperty('Cc'),
  Mirrored: () => unicodeProperty('Bidi_Mirrored'),
};
const CASED_METHODS = new Set(['LowerCase', 'UpperCase', 'TitleCase']);

/** `\p{Lu}`, `\p{Alpha}`, `\p{javaLowerCase}`, `\p{all}`. */
export function namedProperty(name: string, caseInsensitive: boolean): CodePointPredicate | undefined {
  if (CATEGORIES.has(name)) return unicodeProperty(caseInsensitive && CASED_CATEGORIES.has(name) ? 'LC' : name);
  if (name === 'LD') return letterOrDigit();
  if (name === 'L1') return range(0, 0xff);
  if (name === 'all') return () => true;
  if (name.startsWith('java')) {
    const method = name.slice(4);
    return caseInsensitive && CASED_METHODS.has(method) ? ANY_CASE() : own(CHARACTER_METHODS, method)?.();
  }
  return own(ASCII_CLASSES, caseInsensitive && (name === 'Lower' || name === 'Upper') ? 'Alpha' : name);
}

/** `\p{IsLatin}`, `\p{script=Latn}`: a script by its full name or its ISO 15924 code, whatever its case. */
export function unicodeScript(name: string): CodePointPredicate | undefined {
  if (!/^[A-Za-z_]+$/.test(name)) return undefined;
  const words = name.toLowerCase().replace(/(^|_)([a-z])/g, (match) => match.toUpperCase());
  if (words === 'Unknown' || words === 'Zzzz') return anyOf('Cn', 'Co', 'Cs');
  const spelled = own(SCRIPT_SPELLINGS, words) ?? words;
  try {
    return unicodeProperty(`Script=${spelled}`);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Scripts that do not have a capital at the start of each word, or one inside a word. */
const SCRIPT_SPELLINGS: Readonly<Record<string, string>> = { Signwriting: 'SignWriting' };
