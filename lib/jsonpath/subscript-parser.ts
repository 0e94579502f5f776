import type { Step } from './ast.js';
import type { Fail } from './errors.js';

const MAX_INTEGER = 2 ** 31 - 1;
const MIN_INTEGER = -(2 ** 31);

/**
 * Parses what stands in brackets from its first digit, ":", "-" or "@" on: an index, several, or a slice.
 *
 *     index    = integer
 *     indexes  = integer , { "," , integer }
 *     slice    = integer , ":" | ":" , integer | integer , ":" , integer
 *     length   = "@." , ( "length" | "size" ) , integer
 *
 * Spaces are skipped even within an integer, the first character that fits nothing ends the text, and a ":" or ","
 * right behind a slice is skipped along with its meaning: a step counts for nothing.
 */
export function parseSubscript(fragment: string, start: number, fail: Fail): Step {
  const reader = new SubscriptReader(fragment, start, fail);
  return fragment[start] === '@' ? reader.readLengthOffset() : reader.readIndexes();
}

/** Whether a character is an ASCII digit. Assumed: nobody writes an index in other digits, which Java would read. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

class SubscriptReader {
  private readonly numbers: number[] = [];
  private slice: 'from' | 'to' | 'between' | undefined;
  private separated = false;

  constructor(
    private readonly fragment: string,
    private at: number,
    private readonly fail: Fail,
  ) {}

  readIndexes(): Step {
    let digits = '';
    for (;;) {
      const character = this.character();
      if (character === ',') {
        this.separated = true;
        this.add(digits);
        digits = '';
      } else if (character === ':') {
        this.readSlice(digits);
        digits = '';
        if (this.character() === ']') break;
      } else if (isDigit(character) || character === '-') digits += character;
      else if (character !== ' ') break;
      this.at++;
    }
    if (digits !== '') this.add(digits);
    return this.step();
  }

  /** Reads on from the ":" behind `digits` to the character behind the slice. */
  private readSlice(digits: string): void {
    if (digits !== '') this.add(digits);
    this.at++;
    let bound = '';
    for (; isDigit(this.character()) || this.character() === '-' || this.character() === ' '; this.at++) {
      if (this.character() !== ' ') bound += this.character();
    }
    if (bound !== '' || digits === '') this.add(bound);
    // Of several slices the kinds are tried in this order: from, to, between.
    const kind = digits === '' ? 'to' : bound === '' ? 'from' : 'between';
    if (this.slice === undefined || kind === 'from' || (kind === 'to' && this.slice === 'between')) this.slice = kind;
  }

  readLengthOffset(): Step {
    this.at += 2;
    const name = this.textBefore('-', /[ ()]/g);
    if (name !== 'size' && name !== 'length') this.fail(`"@.${name}" is neither "@.length" nor "@.size()"`);
    return { kind: 'length-offset', offset: this.integer(this.textBefore(')', / /g)) };
  }

  /** The text up to `end`, without what `skipped` matches. */
  private textBefore(end: string, skipped: RegExp): string {
    const start = this.at;
    this.at = this.fragment.indexOf(end, start);
    if (this.at === -1) this.fail(`expected "${end}" in "${this.fragment}"`);
    return this.fragment.slice(start, this.at).replace(skipped, '');
  }

  private step(): Step {
    const [first = 0, second = 0] = this.numbers;
    if (this.numbers.length === 1 && this.slice !== 'from' && this.slice !== 'to')
      return { kind: 'index', index: first };
    if (this.separated) return { kind: 'indexes', indexes: this.numbers };
    switch (this.slice) {
      case 'from':
        return { kind: 'slice-from', from: first };
      case 'to':
        return { kind: 'slice-to', to: first };
      case 'between':
      case undefined:
        return { kind: 'slice-between', from: first, to: second };
    }
  }

  private add(digits: string): void {
    this.numbers.push(this.integer(digits));
  }

  /** `Integer.parseInt` */
  private integer(digits: string): number {
    const value = /^-?\d+$/.test(digits) ? Number(digits) : Number.NaN;
    if (!(value >= MIN_INTEGER && value <= MAX_INTEGER)) this.fail(`"${digits}" is not an integer of 32 bits`);
    return value | 0;
  }

  private character(): string {
    const character = this.fragment[this.at];
    return character ?? this.fail('expected "]"');
  }
}
