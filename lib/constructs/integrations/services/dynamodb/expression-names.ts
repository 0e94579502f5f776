import { literal } from '../json-text.js';

/** Names of attributes in expressions, each with a placeholder, so that any name will do. */
export class ExpressionNames {
  private readonly names = new Map<string, string>();

  constructor(given: Readonly<Record<string, string>> = {}) {
    for (const [placeholder, name] of Object.entries(given)) this.names.set(placeholder, name);
  }

  /** The placeholder of an attribute: `#n_0`. */
  placeholder(name: string): string {
    for (const [placeholder, known] of this.names) if (known === name) return placeholder;
    const placeholder = `#n_${this.names.size}`;
    this.names.set(placeholder, name);
    return placeholder;
  }

  /** `"ProjectionExpression":"#n_0,#n_1"`; empty for all attributes. */
  projection(attributes: readonly string[] | undefined): string {
    if (attributes === undefined) return '';
    const placeholders = attributes.map((name) => this.placeholder(name));
    return `"ProjectionExpression":${literal(placeholders.join(','))}`;
  }

  /** `"ExpressionAttributeNames":{…}`; empty without names. */
  member(): string {
    if (this.names.size === 0) return '';
    return `"ExpressionAttributeNames":{${this.entries().join(',')}}`;
  }

  /** `"#n_0":"name"` and so on. */
  entries(): readonly string[] {
    return [...this.names].map(([placeholder, name]) => `${literal(placeholder)}:${literal(name)}`);
  }
}
