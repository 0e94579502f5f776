import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { expectRecorded } from './support/golden.js';

const ROOT = join(__dirname, '..');

/** What a comment of the code assumes, and the declaration that it is about. */
interface Assumption {
  readonly symbol: string;
  readonly sentence: string;
}

describe('assumptionsIn()', () => {
  test.each<[comment: string, source: string, symbol: string, sentence: string]>([
    ['on one line', '/** Assumed: a. B. */\nexport function f() {}', 'f', 'a. B.'],
    ['over lines', '/**\n * Says.\n *\n * Assumed: a\n * b.\n */\nconst A = 1;', 'A', 'a b.'],
    ['before another mark', '/**\n * Assumed: a.\n * Observed: b.\n */\ntype T = 1;', 'T', 'a.'],
    ['before a tag', '/**\n * Assumed: a.\n * @returns b\n */\nfunction f() {}', 'f', 'a.'],
    ['before another paragraph', '/**\n * Assumed: a.\n *\n * More.\n */\nfunction f() {}', 'f', 'a.'],
    ['with the text below', '/**\n * Assumed:\n * a.\n */\nfunction f() {}', 'f', 'a.'],
    ['behind another mark', '// Observed: a. Assumed: b.\nclass C {}', 'C', 'b.'],
    ['of a member', 'class C {\n  /** Assumed: a. */\n  m() {}\n}', 'C.m', 'a.'],
    ['of a constant', '/** Assumed: a. */\nexport const A = () => 1;', 'A', 'a.'],
    ['of a property', 'interface I {\n  /** Assumed: a. */\n  readonly p: 1;\n}', 'I.p', 'a.'],
    ['within a body', 'function f() {\n  // Assumed: a\n  // b.\n  return 1;\n}', 'f', 'a b.'],
    ['behind a statement', 'function f() {\n  return 1; // Assumed: a.\n  // More.\n}', 'f', 'a.'],
  ])('%s', (_comment, source, symbol, sentence) => {
    expect(assumptionsIn(source)).toEqual([{ symbol, sentence }]);
  });
});

test('docs/assumptions.md lists what the code assumes', () => {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|cjs)$/.test(name))
    .map((name) => join('lib', name))
    .sort();
  const found = files.flatMap((file) =>
    assumptionsIn(readFileSync(join(ROOT, file), 'utf8')).map((assumption) => ({ file, ...assumption })),
  );
  expectRecorded(
    'docs/assumptions.md',
    [
      '# What the code assumes',
      '',
      'Where no source says what AWS does, the code marks what it takes for granted with `Assumed:`. This page collects the',
      'marks; `RECORD=1 npx vitest run test/assumptions.test.ts` writes it.',
      '',
      '| where | assumed |',
      '| --- | --- |',
      ...found.map(({ file, symbol, sentence }) => `| [${file}](../${file}) \`${symbol}\` | ${sentence} |`),
      '',
    ].join('\n'),
  );
});

function assumptionsIn(source: string): readonly Assumption[] {
  const marks = [...source.matchAll(/\bAssumed:/g)];
  if (marks.length === 0) return [];
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
  return marks.map(({ index }) => ({ symbol: symbolAt(file, index), sentence: sentenceAt(source, index) }));
}

/** The declaration around a place, or below it: the comments that lead a declaration belong to it. */
function symbolAt(file: ts.SourceFile, index: number): string {
  const isAround = (node: ts.Node): boolean => node.getFullStart() <= index && index < node.end;
  const nameOf = (node: ts.Node | undefined): string | undefined =>
    node && ts.getNameOfDeclaration(node as ts.Declaration)?.getText(file);
  const statement = file.statements.find(isAround);
  if (statement === undefined) return '';
  if (ts.isVariableStatement(statement)) return nameOf(statement.declarationList.declarations[0]) ?? '';
  const hasMembers = ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  const member = hasMembers ? [...statement.members].find(isAround) : undefined;
  return [nameOf(statement), nameOf(member)].filter((name) => name !== undefined).join('.');
}

/** What follows a mark, to the end of the paragraph, the comment or the next mark. */
function sentenceAt(source: string, index: number): string {
  const before = source.slice(source.lastIndexOf('\n', index) + 1, index);
  const [first = '', ...rest] = source.slice(index + 'Assumed:'.length).split('\n');
  const lines = [first];
  // A comment behind code ends with its line.
  const nextLine = /^\s*\/\//.test(before) ? /^\s*\/\/ (.*)$/ : /^\s*\/?\*/.test(before) ? /^\s*\* (.*)$/ : undefined;
  for (const line of rest) {
    const text = nextLine?.exec(line)?.[1];
    if (text === undefined || lines.at(-1)?.includes('*/') || /^(?:[A-Z][a-z ]+:|@)/.test(text)) break;
    lines.push(text);
  }
  return lines
    .join(' ')
    .replace(/\*\/.*$/, '')
    .trim();
}
