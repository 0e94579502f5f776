import { MAX_REPETITIONS, type CaseMode, type ParsedRegex, type QuantifierMode, type RegexNode } from './ast.js';
import { anyCharacter, caseVariants } from './characters.js';
import { codePointSet, type CodePointPredicate } from './code-point-set.js';
import { LETTER_ESCAPES, readControl, readHexadecimal, readOctal, readUnicode } from './escapes.js';
import { Flag, inlineFlagBits } from './flags.js';
import { parseClass } from './parse-class.js';
import { parseProperty, predefinedClass } from './parse-property.js';
import { isSupplementary, ParserState } from './parser-state.js';
import { PatternReader } from './pattern-reader.js';
import { isAsciiDigit, isAsciiLetter, writeOutQuotes } from './quoting.js';
import { study } from './study.js';

const CHARACTERS = {
  backslash: 0x5c,
  bar: 0x7c,
  bracket: 0x5b,
  caret: 0x5e,
  closeBrace: 0x7d,
  closeParenthesis: 0x29,
  colon: 0x3a,
  comma: 0x2c,
  dollar: 0x24,
  dot: 0x2e,
  equals: 0x3d,
  exclamation: 0x21,
  greater: 0x3e,
  hyphen: 0x2d,
  less: 0x3c,
  openBrace: 0x7b,
  openParenthesis: 0x28,
  plus: 0x2b,
  question: 0x3f,
  star: 0x2a,
} as const;
const LOWER_G = 0x67;

/**
 * Parses a pattern as `java.util.regex.Pattern` of Java 17 does.
 *
 * Documented: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 * Observed: what the page leaves open (`test/golden/java-regex`).
 *
 * @throws {JavaRegexSyntaxError} what Java refuses
 * @throws {JavaRegexLimitError} groups or classes nest deeper than `MAX_NESTING`
 */
export function parseRegex(pattern: string, flags: number): ParsedRegex {
  const codePoints = Array.from(pattern, (character) => character.codePointAt(0) ?? 0);
  const literal = (flags & Flag.literal) !== 0;
  const reader = new PatternReader(literal ? codePoints : writeOutQuotes(codePoints), pattern, flags);
  const state = new ParserState(reader);
  const root = literal ? literalPattern(state) : parseWhole(state);
  return {
    root,
    groupCount: state.groupCount,
    groupNames: state.groupNames,
    hasBackReference: state.hasBackReference,
    hasSupplementary: state.hasSupplementary,
  };
}

function literalPattern(state: ParserState): RegexNode {
  const codePoints = state.reader.from(0);
  for (const codePoint of codePoints) state.noteLiteral(codePoint);
  return literalNode(codePoints, state.reader.flags);
}

function parseWhole(state: ParserState): RegexNode {
  const { reader } = state;
  const root = parseAlternation(state);
  if (reader.cursor !== reader.length) {
    throw reader.error(
      reader.peek() === CHARACTERS.closeParenthesis ? "Unmatched closing ')'" : 'Unexpected internal error',
    );
  }
  return root;
}

/** Alternation: Sequence ( `|` Sequence )* */
function parseAlternation(state: ParserState): RegexNode {
  const branches = [parseSequence(state)];
  while (state.reader.peek() === CHARACTERS.bar) {
    state.reader.next();
    branches.push(parseSequence(state));
  }
  const [only] = branches;
  return only !== undefined && branches.length === 1 ? only : { kind: 'alternation', branches };
}

/** Sequence: ( Group | Atom Quantifier? )* */
function parseSequence(state: ParserState): RegexNode {
  const { reader } = state;
  const nodes: RegexNode[] = [];
  for (;;) {
    const codePoint = reader.peek();
    if (codePoint === CHARACTERS.bar || codePoint === CHARACTERS.closeParenthesis) break;
    if (codePoint === 0 && reader.atEnd) break;
    if (codePoint === CHARACTERS.openParenthesis) {
      const group = state.nested(() => parseGroup(state));
      if (group !== undefined) nodes.push(parseQuantifier(state, group.node, group.flagsAfter));
    } else {
      nodes.push(parseQuantifier(state, parseAtom(state, codePoint)));
    }
  }
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : { kind: 'sequence', nodes };
}

function parseAtom(state: ParserState, codePoint: number): RegexNode {
  const { reader } = state;
  const multiline = reader.isSet(Flag.multiline);
  const unixLines = reader.isSet(Flag.unixLines);
  switch (codePoint) {
    case CHARACTERS.bracket:
      return setNode(parseClass(state, true));
    case CHARACTERS.caret:
      reader.next();
      if (!multiline) return { kind: 'assertion', assertion: 'begin-input' };
      return { kind: 'assertion', assertion: unixLines ? 'begin-unix-line' : 'begin-line' };
    case CHARACTERS.dollar:
      reader.next();
      if (multiline) return { kind: 'assertion', assertion: unixLines ? 'end-unix-line' : 'end-line' };
      return { kind: 'assertion', assertion: unixLines ? 'end-input-or-final-unix-line' : 'end-input-or-final-line' };
    case CHARACTERS.dot:
      reader.next();
      return setNode(anyCharacter(reader.flags));
    case CHARACTERS.star:
    case CHARACTERS.plus:
    case CHARACTERS.question:
      reader.next();
      throw reader.error(`Dangling meta character '${String.fromCodePoint(codePoint)}'`);
    default:
      return parseLiteral(state);
  }
}

/** A run of characters, up to syntax. A quantifier takes only the last of them. */
function parseLiteral(state: ParserState): RegexNode {
  const { reader } = state;
  const run: number[] = [];
  let beforeLast = reader.cursor;
  for (;;) {
    const codePoint = reader.peek();
    switch (codePoint) {
      case CHARACTERS.star:
      case CHARACTERS.plus:
      case CHARACTERS.question:
      case CHARACTERS.openBrace:
        if (run.length > 1) {
          reader.cursor = beforeLast;
          run.pop();
        }
        return literalNode(run, reader.flags);
      case CHARACTERS.dollar:
      case CHARACTERS.dot:
      case CHARACTERS.caret:
      case CHARACTERS.openParenthesis:
      case CHARACTERS.bracket:
      case CHARACTERS.bar:
      case CHARACTERS.closeParenthesis:
        return literalNode(run, reader.flags);
      case CHARACTERS.backslash: {
        const letter = reader.nextRaw();
        if (letter === 0x70 || letter === 0x50) {
          if (run.length > 0) {
            reader.unread();
            return literalNode(run, reader.flags);
          }
          const oneLetter = reader.next() !== CHARACTERS.openBrace;
          if (oneLetter) reader.unread();
          return setNode(parseProperty(state, oneLetter, letter === 0x50));
        }
        reader.unread();
        const beforeEscape = reader.cursor;
        const escaped = parseEscape(state, run.length === 0);
        if (typeof escaped !== 'number') {
          if (run.length === 0) return escaped;
          reader.cursor = beforeEscape;
          return literalNode(run, reader.flags);
        }
        beforeLast = beforeEscape;
        run.push(escaped);
        state.noteLiteral(escaped);
        break;
      }
      default:
        if (codePoint === 0 && reader.atEnd) return literalNode(run, reader.flags);
        beforeLast = reader.cursor;
        run.push(codePoint);
        state.noteLiteral(codePoint);
        reader.next();
    }
  }
}

/**
 * A backslash outside of a class: a code point, or a node.
 *
 * @param wanted false while a run of characters is open: a node is then only recognised, and read again later
 */
function parseEscape(state: ParserState, wanted: boolean): number | RegexNode {
  const { reader } = state;
  const codePoint = reader.skip();
  if (isAsciiDigit(codePoint))
    return codePoint === 0x30 ? readOctal(reader) : parseBackReference(state, codePoint, wanted);
  if (!isAsciiLetter(codePoint)) return codePoint;
  const letter = String.fromCodePoint(codePoint);
  const character = LETTER_ESCAPES.get(letter);
  if (character !== undefined) return character;
  const knowsUnicode = reader.isSet(Flag.unicodeCharacterClass);
  switch (letter) {
    case 'A':
      return { kind: 'assertion', assertion: 'begin-input' };
    case 'B':
      return { kind: 'assertion', assertion: knowsUnicode ? 'not-unicode-word-boundary' : 'not-word-boundary' };
    case 'G':
      return { kind: 'assertion', assertion: 'last-match' };
    case 'N':
      throw reader.error('Character names are not supported');
    case 'R':
      return { kind: 'line-ending' };
    case 'X':
      return { kind: 'grapheme' };
    case 'Z':
      return {
        kind: 'assertion',
        assertion: reader.isSet(Flag.unixLines) ? 'end-input-or-final-unix-line' : 'end-input-or-final-line',
      };
    case 'b':
      return parseBoundary(state, knowsUnicode);
    case 'c':
      return readControl(reader);
    case 'k':
      return parseNamedReference(state);
    case 'u':
      return readUnicode(reader);
    case 'x':
      return readHexadecimal(reader);
    case 'z':
      return { kind: 'assertion', assertion: 'end-input' };
  }
  const predefined = predefinedClass(state, letter);
  if (predefined === undefined) throw reader.error('Illegal/unsupported escape sequence');
  return setNode(predefined);
}

/** `\b`, or `\b{g}`, the boundary of a grapheme. */
function parseBoundary(state: ParserState, knowsUnicode: boolean): RegexNode {
  const { reader } = state;
  // Any other brace begins a quantifier.
  if (reader.peek() === CHARACTERS.openBrace && reader.at(1) === LOWER_G) {
    reader.skip();
    if (reader.read() === CHARACTERS.closeBrace) return { kind: 'assertion', assertion: 'grapheme-boundary' };
    throw reader.error('Illegal/unsupported escape sequence');
  }
  return { kind: 'assertion', assertion: knowsUnicode ? 'unicode-word-boundary' : 'word-boundary' };
}

/** `\1`: further digits belong to the number as long as so many groups have been opened. */
function parseBackReference(state: ParserState, firstDigit: number, wanted: boolean): RegexNode {
  const { reader } = state;
  let group = firstDigit - 0x30;
  while (wanted && isAsciiDigit(reader.peek())) {
    const longer = group * 10 + (reader.peek() - 0x30);
    if (longer > state.groupCount) break;
    group = longer;
    reader.read();
  }
  state.hasBackReference = true;
  return { kind: 'back-reference', group, caseMode: caseMode(reader.flags) };
}

function parseNamedReference(state: ParserState): RegexNode {
  const { reader } = state;
  if (reader.read() !== CHARACTERS.less) {
    throw reader.error("\\k is not followed by '<' for named capturing group");
  }
  const name = readGroupName(state, reader.read());
  const group = state.groupNames.get(name);
  if (group === undefined) throw reader.error(`named capturing group <${name}> does not exist`);
  state.hasBackReference = true;
  return { kind: 'back-reference', group, caseMode: caseMode(reader.flags) };
}

function caseMode(flags: number): CaseMode {
  if ((flags & Flag.caseInsensitive) === 0) return 'exact';
  return (flags & Flag.unicodeCase) !== 0 ? 'unicode' : 'ascii';
}

function readGroupName(state: ParserState, first: number): string {
  const { reader } = state;
  if (!isAsciiLetter(first)) throw reader.error('capturing group name does not start with a Latin letter');
  let name = '';
  let codePoint = first;
  do {
    name += String.fromCodePoint(codePoint);
    codePoint = reader.read();
  } while (isAsciiLetter(codePoint) || isAsciiDigit(codePoint));
  if (codePoint !== CHARACTERS.greater) throw reader.error("named capturing group is missing trailing '>'");
  return name;
}

/** A group; inline flags without a colon, `(?i)`, are no node and hold to the end of the group around them. */
function parseGroup(state: ParserState): { readonly node: RegexNode; readonly flagsAfter: number } | undefined {
  const { reader } = state;
  const flagsAfter = reader.flags;
  const node = reader.next() === CHARACTERS.question ? parseSpecialGroup(state) : parseCapture(state);
  if (node === undefined) return undefined;
  reader.expect(CHARACTERS.closeParenthesis, 'Unclosed group');
  return { node, flagsAfter };
}

function parseCapture(state: ParserState): RegexNode {
  const capture = ++state.groupCount;
  return { kind: 'group', capture, body: parseAlternation(state) };
}

function parseSpecialGroup(state: ParserState): RegexNode | undefined {
  const { reader } = state;
  const codePoint = reader.skip();
  switch (codePoint) {
    case CHARACTERS.colon:
      return { kind: 'group', body: parseAlternation(state) };
    case CHARACTERS.equals:
    case CHARACTERS.exclamation:
      return { kind: 'look-ahead', negative: codePoint === CHARACTERS.exclamation, body: parseAlternation(state) };
    case CHARACTERS.greater:
      return { kind: 'atomic', body: parseAlternation(state) };
    case CHARACTERS.less: {
      const follower = reader.read();
      if (follower === CHARACTERS.equals || follower === CHARACTERS.exclamation) {
        return parseLookBehind(state, follower === CHARACTERS.exclamation);
      }
      const name = readGroupName(state, follower);
      if (state.groupNames.has(name)) throw reader.error(`Named capturing group <${name}> is already defined`);
      state.groupNames.set(name, state.groupCount + 1);
      return parseCapture(state);
    }
    case CHARACTERS.dollar:
    case 0x40:
      throw reader.error('Unknown group type');
    default: {
      reader.unread();
      parseInlineFlags(state);
      const end = reader.read();
      if (end === CHARACTERS.closeParenthesis) return undefined;
      if (end !== CHARACTERS.colon) throw reader.error('Unknown inline modifier');
      return { kind: 'group', body: parseAlternation(state) };
    }
  }
}

function parseLookBehind(state: ParserState, negative: boolean): RegexNode {
  const { reader } = state;
  const start = reader.cursor;
  const body = parseAlternation(state);
  const { minLength, maxLength, bounded } = study(body);
  if (!bounded) throw reader.error('Look-behind group does not have an obvious maximum length');
  const countsCodePoints = reader.from(start).some(isSupplementary);
  return { kind: 'look-behind', negative, body, minLength, maxLength, countsCodePoints };
}

/** `imsx-u`: letters that set flags and, after a hyphen, clear them. */
function parseInlineFlags(state: ParserState): void {
  const { reader } = state;
  let clears = false;
  for (let codePoint = reader.peek(); ; codePoint = reader.next()) {
    if (codePoint === CHARACTERS.hyphen && !clears) {
      clears = true;
      continue;
    }
    const bits = inlineFlagBits(String.fromCodePoint(codePoint));
    if (bits === undefined) return;
    reader.flags = clears ? reader.flags & ~bits : reader.flags | bits;
  }
}

/** Quantifier: ( `?` | `*` | `+` | `{n}` | `{n,}` | `{n,m}` ) ( `?` | `+` )? */
function parseQuantifier(state: ParserState, body: RegexNode, flagsAfter?: number): RegexNode {
  const { reader } = state;
  // The flags of a group end with it, before its quantifier is read.
  if (flagsAfter !== undefined) reader.flags = flagsAfter;
  switch (reader.peek()) {
    case CHARACTERS.question:
      reader.next();
      return { kind: 'quantified', body, min: 0, max: 1, mode: parseMode(state), optional: true };
    case CHARACTERS.star:
      reader.next();
      return { kind: 'quantified', body, min: 0, max: MAX_REPETITIONS, mode: parseMode(state), optional: false };
    case CHARACTERS.plus:
      reader.next();
      return { kind: 'quantified', body, min: 1, max: MAX_REPETITIONS, mode: parseMode(state), optional: false };
    case CHARACTERS.openBrace: {
      const [min, max] = parseCounts(state);
      return { kind: 'quantified', body, min, max, mode: parseMode(state), optional: false };
    }
    default:
      return body;
  }
}

function parseMode(state: ParserState): QuantifierMode {
  switch (state.reader.peek()) {
    case CHARACTERS.question:
      state.reader.next();
      return 'lazy';
    case CHARACTERS.plus:
      state.reader.next();
      return 'possessive';
    default:
      return 'greedy';
  }
}

function parseCounts(state: ParserState): readonly [min: number, max: number] {
  const { reader } = state;
  const first = reader.skip();
  if (!isAsciiDigit(first)) throw reader.error('Illegal repetition');
  reader.unread();
  const min = readCount(state);
  let max = min;
  if (reader.at(0) === CHARACTERS.comma) {
    reader.cursor++;
    max = reader.peek() === CHARACTERS.closeBrace ? MAX_REPETITIONS : readCount(state);
  }
  const closing = reader.read();
  if (closing !== CHARACTERS.closeBrace) throw reader.error('Unclosed counted closure');
  if (max < min) throw reader.error('Illegal repetition range');
  return [min, max];
}

function readCount(state: ParserState): number {
  const { reader } = state;
  let count = 0;
  while (isAsciiDigit(reader.peek())) {
    count = count * 10 + (reader.read() - 0x30);
    if (count > MAX_REPETITIONS) throw reader.error('Illegal repetition range');
  }
  return count;
}

function setNode(has: CodePointPredicate): RegexNode {
  return { kind: 'set', set: codePointSet(has) };
}

/** Half a surrogate pair does not match half of a whole one: as a set it meets code points, as text it would not. */
function halfPair(codePoint: number): CodePointPredicate | undefined {
  if (codePoint < 0xd800 || codePoint > 0xdfff) return undefined;
  return (candidate) => candidate === codePoint;
}

/** Characters whose case does not matter become sets; the others stay text. */
function literalNode(codePoints: readonly number[], flags: number): RegexNode {
  const nodes: RegexNode[] = [];
  let text = '';
  const endText = (): void => {
    if (text !== '') nodes.push({ kind: 'literal', text });
    text = '';
  };
  for (const codePoint of codePoints) {
    const variants = caseVariants(codePoint, flags) ?? halfPair(codePoint);
    if (variants === undefined) {
      text += String.fromCodePoint(codePoint);
    } else {
      endText();
      nodes.push(setNode(variants));
    }
  }
  endText();
  const [only] = nodes;
  if (only === undefined) return { kind: 'empty' };
  return nodes.length === 1 ? only : { kind: 'sequence', nodes };
}
