import ts from 'typescript';

/** A public name of the library with its docstring. */
export interface DocumentedSymbol {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'function' | 'constant';
  /** As it is declared, without bodies: for types and functions. */
  readonly signature: string;
  readonly extends: readonly string[];
  readonly documentation: Documentation;
  readonly members: readonly DocumentedMember[];
}

/** A member of a class or an interface. */
export interface DocumentedMember {
  readonly name: string;
  readonly signature: string;
  readonly isOptional: boolean;
  readonly isStatic: boolean;
  readonly documentation: Documentation;
}

/** A docstring in its parts. */
export interface Documentation {
  readonly text: string;
  readonly default?: string;
  readonly see: readonly string[];
  readonly example?: string;
  readonly throws: readonly string[];
}

/** A program of the library's entries, which reads them together. */
export function openProgram(entries: readonly string[], configuration: string): ts.Program {
  const read = ts.readConfigFile(configuration, (file) => ts.sys.readFile(file));
  const { compilerOptions } = read.config as { readonly compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, '.', configuration);
  return ts.createProgram([...entries], options);
}

/** The public names of one entry, in alphabetical order. */
export function readEntry(program: ts.Program, entry: string): readonly DocumentedSymbol[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${entry} is not a module`);
  return checker
    .getExportsOfModule(module)
    .map((exported) => readSymbol(checker, exported))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readSymbol(checker: ts.TypeChecker, exported: ts.Symbol): DocumentedSymbol {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const declarations = symbol.declarations ?? [];
  // A class whose methods an interface of its name declares is a class.
  const declaration =
    declarations.find(ts.isClassDeclaration) ??
    declarations.find((one) => !ts.isTypeAliasDeclaration(one)) ??
    declarations[0];
  return {
    name: exported.name,
    kind: kindOf(symbol),
    signature: declaration === undefined ? '' : printDeclaration(declaration),
    extends: [...new Set(declarations.flatMap(heritageOf))],
    documentation: documentationOf(checker, symbol),
    members: declaration === undefined ? [] : membersOf(checker, symbol, declaration),
  };
}

function kindOf({ flags }: ts.Symbol): DocumentedSymbol['kind'] {
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Interface) return 'interface';
  if (flags & ts.SymbolFlags.Function) return 'function';
  if (flags & ts.SymbolFlags.Variable) return 'constant';
  return 'type';
}

function heritageOf(declaration: ts.Declaration): readonly string[] {
  if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return [];
  return (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => oneLine(type.getText())));
}

/** The members that the library declares itself, those of its own base classes and interfaces included. */
function membersOf(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  declaration: ts.Declaration,
): readonly DocumentedMember[] {
  if (ts.isVariableDeclaration(declaration)) {
    return checker
      .getTypeOfSymbol(symbol)
      .getProperties()
      .flatMap((member) => readMember(checker, member, false));
  }
  if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return [];
  const instance = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
  const statics = ts.isClassDeclaration(declaration) ? checker.getTypeOfSymbol(symbol).getProperties() : [];
  return [
    ...statics.flatMap((member) => readMember(checker, member, true)),
    ...instance.flatMap((member) => readMember(checker, member, false)),
  ];
}

function readMember(checker: ts.TypeChecker, member: ts.Symbol, isStatic: boolean): readonly DocumentedMember[] {
  const [declaration] = (member.declarations ?? []).filter(isOurs);
  if (declaration === undefined || isHidden(declaration) || member.name === 'prototype') return [];
  return [
    {
      name: member.name,
      signature: printDeclaration(declaration),
      isOptional: (member.flags & ts.SymbolFlags.Optional) !== 0,
      isStatic,
      documentation: inheritedDocumentation(checker, member, declaration),
    },
  ];
}

function isOurs(declaration: ts.Declaration): boolean {
  return !declaration.getSourceFile().fileName.includes('/node_modules/');
}

function isHidden(declaration: ts.Declaration): boolean {
  if (ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal')) return true;
  const flags = ts.getCombinedModifierFlags(declaration);
  return (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}

/** The docstring of a member, or that of the member of a base class or interface that it implements. */
function inheritedDocumentation(
  checker: ts.TypeChecker,
  member: ts.Symbol,
  declaration: ts.Declaration,
): Documentation {
  const own = documentationOf(checker, member);
  const { parent } = declaration;
  if (isDocumented(own) || (!ts.isClassDeclaration(parent) && !ts.isInterfaceDeclaration(parent))) return own;
  for (const { types } of parent.heritageClauses ?? []) {
    for (const type of types) {
      const base = checker.getTypeAtLocation(type).getProperty(member.name);
      const found = base && documentationOf(checker, base);
      if (found !== undefined && isDocumented(found)) return found;
    }
  }
  return own;
}

/** Whether a docstring says something: what it is about, or at least what happens without it. */
export function isDocumented({ text, default: fallback }: Documentation): boolean {
  return text !== '' || (fallback !== undefined && fallback !== '');
}

function documentationOf(checker: ts.TypeChecker, symbol: ts.Symbol): Documentation {
  const tags = symbol.getJsDocTags(checker);
  const textsOf = (name: string): readonly string[] =>
    tags.filter((tag) => tag.name === name).map((tag) => printTag(tag.text));
  const [fallback] = textsOf('default');
  const [example] = textsOf('example');
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    ...(fallback !== undefined && { default: fallback }),
    see: textsOf('see'),
    ...(example !== undefined && { example }),
    throws: textsOf('throws'),
  };
}

/** The compiler takes `https` of an address for the name of what is thrown or seen. */
function printTag(parts: readonly ts.SymbolDisplayPart[] | undefined): string {
  return ts
    .displayPartsToString([...(parts ?? [])])
    .replace(/^https ?:\/\//, 'https://')
    .trim();
}

function printDeclaration(declaration: ts.Declaration): string {
  if (ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)) return '';
  const body = 'body' in declaration ? (declaration.body as ts.Node | undefined) : undefined;
  const text = declaration.getText();
  const written = body === undefined ? text : text.slice(0, body.getStart() - declaration.getStart());
  return oneLine(ts.isVariableDeclaration(declaration) ? declaration.name.getText() : written);
}

function oneLine(text: string): string {
  return text
    .replace(/\/\*\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/^(export|public) /, '')
    .trim();
}
