/** Stands for any characters. */
export const ANY = Symbol('*');
/** Stands for one character. */
export const ONE = Symbol('?');

export type GlobPart = string | typeof ANY | typeof ONE;

/** Code units between two `*`; NaN where any will do. */
type Stretch = readonly number[];

/**
 * Compiles a pattern to a test of whole texts. Its time is bounded by the length of the pattern times that of the text:
 * each stretch between two `*` is looked for once, from where the one before it ended.
 */
export function compileGlob(parts: readonly GlobPart[]): (text: string) => boolean {
  if (parts.every((part) => typeof part === 'string')) {
    const whole = parts.join('');
    return (text) => text === whole;
  }
  const stretches = stretchesOf(parts);
  const [first = [], ...others] = stretches;
  const last = others.pop();
  if (last === undefined) return (text) => text.length === first.length && standsAt(text, 0, first);
  const shortest = stretches.reduce((sum, { length }) => sum + length, 0);
  return (text) => {
    const end = text.length - last.length;
    if (text.length < shortest || !standsAt(text, 0, first) || !standsAt(text, end, last)) return false;
    let from = first.length;
    for (const stretch of others) {
      const at = find(text, stretch, from, end);
      if (at === -1) return false;
      from = at + stretch.length;
    }
    return true;
  };
}

function stretchesOf(parts: readonly GlobPart[]): readonly Stretch[] {
  const stretches: number[][] = [[]];
  for (const part of parts) {
    if (part === ANY) stretches.push([]);
    else if (part === ONE) stretches.at(-1)?.push(NaN);
    else for (let index = 0; index < part.length; index++) stretches.at(-1)?.push(part.charCodeAt(index));
  }
  return stretches;
}

function find(text: string, stretch: Stretch, from: number, end: number): number {
  for (let at = from; at + stretch.length <= end; at++) if (standsAt(text, at, stretch)) return at;
  return -1;
}

function standsAt(text: string, at: number, stretch: Stretch): boolean {
  for (let index = 0; index < stretch.length; index++) {
    const code = stretch[index] ?? NaN;
    if (!Number.isNaN(code) && text.charCodeAt(at + index) !== code) return false;
  }
  return true;
}
