import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Every class, interface and enum, and `Class.member` for every public member that it declares itself. @param library its `index.d.ts` */
export function publicNames(library: string): ReadonlySet<string> {
  return new Set(exportedDeclarations(library).flatMap(namesOf));
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
