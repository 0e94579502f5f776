import type { AssertionKind } from './ast.js';
import type { CodePointPredicate } from './code-point-set.js';
import { isGraphemeBoundary } from './graphemes.js';
import { letterOrDigit, unicodeProperty, unicodeWord } from './unicode-properties.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const UNDERSCORE = 0x5f;

/** Whether a place of the input is what an assertion asks for. */
export function holds(assertion: AssertionKind, input: string, position: number, lastMatchEnd: number): boolean {
  switch (assertion) {
    case 'begin-input':
      return position === 0;
    case 'begin-line':
      return isLineStart(input, position);
    case 'begin-unix-line':
      return position < input.length && (position === 0 || input.charCodeAt(position - 1) === LINE_FEED);
    case 'end-input':
      return position === input.length;
    case 'end-input-or-final-line':
      return isFinalLineEnd(input, position);
    case 'end-input-or-final-unix-line':
      return position === input.length || (position === input.length - 1 && input.charCodeAt(position) === LINE_FEED);
    case 'end-line':
      return position === input.length || isBeforeTerminator(input, position);
    case 'end-unix-line':
      return position === input.length || input.charCodeAt(position) === LINE_FEED;
    case 'last-match':
      return position === lastMatchEnd;
    case 'word-boundary':
      return isBoundary(input, position, isWord);
    case 'not-word-boundary':
      return !isBoundary(input, position, isWord);
    case 'unicode-word-boundary':
      return isBoundary(input, position, isUnicodeWord);
    case 'not-unicode-word-boundary':
      return !isBoundary(input, position, isUnicodeWord);
    case 'grapheme-boundary':
      return isGraphemeBoundary(input, position);
  }
}

const isTerminator = (unit: number): boolean =>
  unit === LINE_FEED || unit === CARRIAGE_RETURN || unit === 0x85 || (unit | 1) === 0x2029;

/** After a line terminator, but not at the end of the input, nor between `\r` and `\n`. */
function isLineStart(input: string, position: number): boolean {
  if (position === input.length) return false;
  if (position === 0) return true;
  const before = input.charCodeAt(position - 1);
  return isTerminator(before) && !(before === CARRIAGE_RETURN && input.charCodeAt(position) === LINE_FEED);
}

function isBeforeTerminator(input: string, position: number): boolean {
  const unit = input.charCodeAt(position);
  if (unit === LINE_FEED) return position === 0 || input.charCodeAt(position - 1) !== CARRIAGE_RETURN;
  return isTerminator(unit);
}

function isFinalLineEnd(input: string, position: number): boolean {
  const left = input.length - position;
  if (left === 0) return true;
  if (left === 1) return isBeforeTerminator(input, position);
  return left === 2 && input.charCodeAt(position) === CARRIAGE_RETURN && input.charCodeAt(position + 1) === LINE_FEED;
}

const isAsciiWord = (codePoint: number): boolean =>
  (codePoint >= 0x61 && codePoint <= 0x7a) ||
  (codePoint >= 0x41 && codePoint <= 0x5a) ||
  (codePoint >= 0x30 && codePoint <= 0x39) ||
  codePoint === UNDERSCORE;
/** Java 17: `\b` knows the letters of all scripts although `\w` does not. */
const isWord: CodePointPredicate = (codePoint) =>
  isAsciiWord(codePoint) || (codePoint > 127 && letterOrDigit()(codePoint));
const isUnicodeWord: CodePointPredicate = (codePoint) => unicodeWord()(codePoint);

function isBoundary(input: string, position: number, isPartOfWord: CodePointPredicate): boolean {
  const left = position > 0 && isWordAt(input, position - 1, codePointBefore(input, position), isPartOfWord);
  const right = position < input.length && isWordAt(input, position, input.codePointAt(position) ?? 0, isPartOfWord);
  return left !== right;
}

/** A non-spacing mark belongs to the word of the letter that it stands on. */
function isWordAt(input: string, index: number, codePoint: number, isPartOfWord: CodePointPredicate): boolean {
  if (isPartOfWord(codePoint)) return true;
  return codePoint > 127 && unicodeProperty('Mn')(codePoint) && hasBaseCharacter(input, index);
}

/** Looks back from a mark. Java goes character by character, so that it stops at marks above U+FFFF. */
function hasBaseCharacter(input: string, mark: number): boolean {
  for (let index = mark; index >= 0; index--) {
    const codePoint = input.codePointAt(index) ?? 0;
    if (letterOrDigit()(codePoint)) return true;
    if (!unicodeProperty('Mn')(codePoint)) return false;
  }
  return false;
}

function codePointBefore(input: string, position: number): number {
  const start = startOfCodePointBefore(input, position);
  return (position - start === 2 ? input.codePointAt(start) : input.charCodeAt(start)) ?? 0;
}

/** Where the code point before a place begins. */
export function startOfCodePointBefore(input: string, position: number): number {
  const isLow = (input.charCodeAt(position - 1) & 0xfc00) === 0xdc00;
  return isLow && position > 1 && (input.charCodeAt(position - 2) & 0xfc00) === 0xd800 ? position - 2 : position - 1;
}
