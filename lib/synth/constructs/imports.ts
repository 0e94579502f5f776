/** The names that a file takes from modules. */
export class Imports {
  private readonly values = new Map<string, Set<string>>();
  private readonly types = new Map<string, Set<string>>();

  /** Imports a class or an object; returns its name. */
  use(name: string, module = 'sluice'): string {
    add(this.values, module, name);
    return name;
  }

  /** Takes back the import of a class that stands in another file. */
  drop(name: string, module = 'sluice'): void {
    this.values.get(module)?.delete(name);
  }

  /** Imports a type. */
  useType(name: string, module: string): void {
    add(this.types, module, name);
  }

  /** The statements, as they stand at the top of a file. */
  print(): string {
    const modules = new Set([...this.values.keys(), ...this.types.keys()]);
    return [...modules]
      .sort((a, b) => Number(a.startsWith('.')) - Number(b.startsWith('.')) || (a < b ? -1 : 1))
      .map((module) => this.printModule(module))
      .join('\n');
  }

  private printModule(module: string): string {
    const values = [...(this.values.get(module) ?? [])].sort();
    const types = [...(this.types.get(module) ?? [])].filter((name) => !values.includes(name)).sort();
    const keyword = values.length === 0 ? 'import type' : 'import';
    const names = values.length === 0 ? types : [...values, ...types.map((name) => `type ${name}`)];
    const line = `${keyword} { ${names.join(', ')} } from '${module}';`;
    return line.length <= 120 || names.length === 1
      ? line
      : `${keyword} {\n${names.map((name) => `  ${name},`).join('\n')}\n} from '${module}';`;
  }
}

function add(modules: Map<string, Set<string>>, module: string, name: string): void {
  modules.set(module, (modules.get(module) ?? new Set()).add(name));
}
