import { resolve } from 'node:path';
import ts from 'typescript';

const MODEL = resolve(__dirname, '..', '..', 'lib', 'model', 'index.ts');

/** Types below which the model says no more: what they hold is data. */
const DATA_TYPES = new Set(['Document', 'DeployTimeValue', 'OtherMembers', 'Json']);

/** As much of the standard library as the model's types need; the real one takes seconds to bind. */
const LIBRARY = `
  interface Array<T> { readonly [index: number]: T } interface ReadonlyArray<T> { readonly [index: number]: T }
  interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {} interface NewableFunction {}
  interface Number {} interface Object {} interface RegExp {} interface String {}
  type Readonly<T> = { readonly [P in keyof T]: T[P] };
  type Partial<T> = { [P in keyof T]?: T[P] };
  type Record<K extends keyof any, T> = { [P in K]: T };
  type Exclude<T, U> = T extends U ? never : T;
  type Pick<T, K extends keyof T> = { [P in K]: T[P] };
  type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
`;

let checked: { readonly checker: ts.TypeChecker; readonly module: ts.Symbol } | undefined;

function checkModel(): { readonly checker: ts.TypeChecker; readonly module: ts.Symbol } {
  if (checked !== undefined) return checked;
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const library = host.getDefaultLibFileName(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === library ? ts.createSourceFile(name, LIBRARY, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram([MODEL], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(MODEL);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error('The model is no module');
  checked = { checker, module };
  return checked;
}

/**
 * Every property of a type of the model and of what it is made of, `resources[].methods[].httpMethod`; `[]` stands for
 * the items of a list and `{}` for the members of a map. What variants of a union share is there once.
 */
export function modelProperties(typeName: string): ReadonlySet<string> {
  const { checker, module } = checkModel();
  const symbol = checker.getExportsOfModule(module).find(({ name }) => name === typeName);
  if (symbol === undefined) throw new Error(`The model has no type ${typeName}`);
  const paths = new Set<string>();
  visit(checker.getDeclaredTypeOfSymbol(symbol), '');
  return paths;

  function visit(type: ts.Type, path: string): void {
    if (DATA_TYPES.has(type.aliasSymbol?.name ?? type.getSymbol()?.name ?? '')) return;
    if (type.isUnion()) {
      for (const member of type.types) visit(member, path);
      return;
    }
    const [item] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
    if (item !== undefined) {
      visit(item, `${path}[]`);
      return;
    }
    if (!type.isIntersection() && (type.flags & ts.TypeFlags.Object) === 0) return;
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (index !== undefined) {
      paths.add(`${path}{}`);
      visit(index, `${path}{}`);
      return;
    }
    for (const property of checker.getPropertiesOfType(type)) {
      const inner = path === '' ? property.name : `${path}.${property.name}`;
      paths.add(inner);
      visit(checker.getTypeOfSymbol(property), inner);
    }
  }
}

/** Counts which of a type's properties values have; a property that none has stays away. */
export class PropertyCounter {
  readonly counts = new Map<string, number>();

  constructor(private readonly properties: ReadonlySet<string>) {}

  count(value: unknown, path = ''): void {
    if (Array.isArray(value)) {
      for (const item of value) this.count(item, `${path}[]`);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      const isMember = this.properties.has(`${path}{}`);
      const inner = isMember ? `${path}{}` : path === '' ? key : `${path}.${key}`;
      if (!this.properties.has(inner) || member === undefined) continue;
      this.counts.set(inner, (this.counts.get(inner) ?? 0) + 1);
      this.count(member, inner);
    }
  }

  /** Properties that no counted value had. */
  missing(): readonly string[] {
    return [...this.properties].filter((property) => !this.counts.has(property));
  }
}
