/**
 * A text that stood in the author's template. The translator's own texts are plain strings: Python 2.7 printed the two
 * kinds differently, and deployment ids hash what is printed.
 */
export class AuthoredText {
  constructor(readonly text: string) {}
}

export type Text = string | AuthoredText;

/** The characters of a text; nothing for any other value. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof AuthoredText ? value.text : undefined;
}

export function charactersOf(text: Text): string {
  return typeof text === 'string' ? text : text.text;
}

export function isText(value: unknown): value is Text {
  return typeof value === 'string' || value instanceof AuthoredText;
}

/** Changes the characters of a text; an authored text stays one. */
export function mapText(text: Text, change: (characters: string) => string): Text {
  return typeof text === 'string' ? change(text) : new AuthoredText(change(text.text));
}
