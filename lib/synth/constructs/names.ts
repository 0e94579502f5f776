/** Names of constants and members, each once. */
export class Names {
  private readonly taken: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.taken = new Set(reserved);
  }

  /** A free name in camel case: `list-pets` becomes `listPets`, the next `listPets2`. */
  take(text: string, fallback = 'value'): string {
    const name = camelCase(text) || fallback;
    return this.takeWord(/^\d/.test(name) ? `_${name}` : name);
  }

  /** The name itself where it is free, else with a number. */
  takeWord(plain: string): string {
    let free = plain;
    for (let number = 2; this.taken.has(free); number++) free = `${plain}${number}`;
    this.taken.add(free);
    return free;
  }
}

export function camelCase(text: string): string {
  const name = pascalCase(text);
  // An acronym in front is one word: `APIKey` becomes `apiKey`.
  return name.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (head) => head.toLowerCase());
}

export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** The name of the file of a class, without its ending: `PetStore` stands in `pet-store`. */
export function fileName(className: string): string {
  return className.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** Words that no constant of a module or a constructor can be called. */
export const RESERVED_WORDS = (
  'abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do ' +
  'else enum eval export extends false finally for from function get if implements import in instanceof interface let ' +
  'module namespace never new null number object of package private protected public readonly require return set static ' +
  'string super switch symbol this throw true try type typeof undefined unknown var void while with yield api resource definition props scope id'
).split(' ');
