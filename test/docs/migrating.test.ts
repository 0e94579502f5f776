import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';

const ROOT = join(__dirname, '..', '..');
const LIBRARY = join(ROOT, 'node_modules/aws-cdk-lib/aws-apigateway/lib/index.d.ts');

/** The rows of the page: the names of aws-apigateway, and what takes their place. */
const rows = [...readFileSync(join(ROOT, 'docs/migrating.md'), 'utf8').matchAll(/^\| (`.+?) \| (.+) \|$/gm)].map(
  ([, names = '', equivalent = '']) => ({
    names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    equivalent,
  }),
);
const listed = rows.flatMap(({ names }) => names);

describe('docs/migrating.md', () => {
  const names = publicNames();

  test('has an equivalent, or a way out, for every public name of the installed aws-apigateway', () => {
    expect(names.size).toBeGreaterThan(700);
    expect([...names].filter((name) => !listed.some((pattern) => covers(pattern, name)))).toEqual([]);
  });

  test('lists nothing that aws-apigateway does not have, and nothing twice', () => {
    expect(listed.filter((pattern) => ![...names].some((name) => covers(pattern, name)))).toEqual([]);
    expect(listed.filter((name, index) => listed.indexOf(name) !== index)).toEqual([]);
  });

  test('says something in every row, and what to do where there is no equivalent', () => {
    const empty = rows.filter(({ equivalent }) => equivalent.replace('—', '').trim().length < 4);
    expect(empty.map(({ names: [name] }) => name)).toEqual([]);
  });

  test('names classes that Sluice exports', () => {
    const used = rows.flatMap(({ equivalent }) => [
      ...[...equivalent.matchAll(/new (\w+)\(/g)].map(([, name = '']) => name),
      ...[...equivalent.matchAll(/`([A-Z]\w+)\.\w+/g)].map(([, name = '']) => name),
    ]);
    const others = ['StageProps', 'Stack'];
    expect(used.filter((name) => !(name in sluice) && !others.includes(name))).toEqual([]);
  });
});

/** `RestApi.*` and `Method.metric*` stand for several members; a class has a row by each of its members. */
function covers(pattern: string, name: string): boolean {
  if (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))) return true;
  return pattern === name || (!name.includes('.') && pattern.startsWith(`${name}.`));
}

/** Every class, interface and enum, and `Class.member` for every public member that it declares itself. */
function publicNames(): ReadonlySet<string> {
  return new Set(exportedDeclarations(LIBRARY).flatMap(namesOf));
}

function exportedDeclarations(file: string): readonly ts.Statement[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) return [statement];
    const module = statement.moduleSpecifier;
    if (module === undefined || !ts.isStringLiteral(module) || module.text.includes('generated')) return [];
    return exportedDeclarations(fileOf(join(dirname(file), module.text)));
  });
}

function fileOf(module: string): string {
  return ts.sys.fileExists(`${module}.d.ts`) ? `${module}.d.ts` : join(module, 'index.d.ts');
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (!ts.isClassDeclaration(statement) && !ts.isInterfaceDeclaration(statement) && !ts.isEnumDeclaration(statement)) {
    return [];
  }
  const flags = ts.getCombinedModifierFlags(statement);
  const name = statement.name?.text;
  if (name === undefined || !(flags & ts.ModifierFlags.Export)) return [];
  const members = [...statement.members].flatMap((member) => {
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    const text = member.name?.getText();
    if (text === undefined || text.startsWith('_') || text === 'PROPERTY_INJECTION_ID') return [];
    return ts.getCombinedModifierFlags(member) & hidden ? [] : [`${name}.${text}`];
  });
  return [name, ...members];
}
