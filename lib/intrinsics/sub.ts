import { intrinsic, joinValues, type Document, type Value } from '../model/index.js';
import { asText } from '../model/scalar.js';

/** Literal text in the string of an `Fn::Sub`, or the name in `${name}`. */
export type SubPiece = string | { readonly name: string };

// `${!text}` stands for the text `${text}`. Neither a name nor such a text has a brace or a dollar sign in it.
const PLACEHOLDER = /\$\{(?:!([^${}]*)|([^${}]+))\}/g;

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
export function parseSub(text: string): readonly SubPiece[] {
  const pieces: SubPiece[] = [];
  let end = 0;
  for (const { 0: placeholder, 1: literal = '', 2: name, index } of text.matchAll(PLACEHOLDER)) {
    pieces.push(text.slice(end, index), name === undefined ? `\${${literal}}` : { name: name.trim() });
    end = index + placeholder.length;
  }
  return [...pieces, text.slice(end)];
}

/** The string of an `Fn::Sub`; undefined where a literal cannot be written so that it is read back as one. */
export function printSub(pieces: readonly SubPiece[]): string | undefined {
  if (pieces.some((piece) => typeof piece === 'string' && !canBeEscaped(piece))) return undefined;
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece.replaceAll('${', '${!') : `\${${piece.name}}`))
    .join('');
}

/** What an `Fn::Sub` gives: names have the values of `valueOf`, and stay in the text where it has none. */
export function substitute(text: string, valueOf: (name: string) => Value<string> | undefined): Value<string> {
  return joinValues(
    parseSub(text).map((piece) => (typeof piece === 'string' ? piece : (valueOf(piece.name) ?? `\${${piece.name}}`))),
  );
}

/** A variable that an `Fn::Sub` brings along. What is no text stays a function of its own, for CloudFormation to judge. */
export function variableText(name: string, value: Document | undefined): Value<string> {
  return asText(value) ?? intrinsic('Fn::Sub', [`\${${name}}`, { [name]: value ?? null }]);
}

// The closing brace of `${!text}` must be in the same literal, and no second one may be opened before.
function canBeEscaped(literal: string): boolean {
  return !literal.replaceAll(/\$\{[^${}]*\}/g, '').includes('${');
}
