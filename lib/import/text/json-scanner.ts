import type { TextPath } from './parsed-text.js';

export interface JsonScan {
  /** The first mistake; absent in JSON. */
  readonly error?: { readonly offset: number; readonly message: string };
  readonly duplicates: readonly { readonly key: string; readonly path: TextPath; readonly offset: number }[];
}

/** An object or list that is open at the scanner's place. */
interface Open {
  readonly close: '}' | ']';
  readonly keys: Set<string>;
  /** The last key or index. */
  step: string | number;
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/**
 * Goes through a text by the grammar of JSON, without recursion: finds where it goes wrong, and which keys stand twice.
 */
export function scanJson(text: string): JsonScan {
  const duplicates: { key: string; path: TextPath; offset: number }[] = [];
  const open: Open[] = [];
  let offset = 0;
  let wanted: 'value' | 'first' | 'key' | 'end' = 'value';

  const skipBlanks = (): void => {
    while (offset < text.length && ' \t\n\r'.includes(text.charAt(offset))) offset++;
  };
  const fail = (message: string): JsonScan => ({ error: { offset, message }, duplicates });
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match !== null) offset += match[0].length;
    return match?.[0];
  };
  // By hand: a pattern that repeats runs out of stack in a string of some megabytes.
  const takeString = (): string | undefined => {
    if (text.charAt(offset) !== '"') return undefined;
    for (let end = offset + 1; end < text.length; end++) {
      const unit = text.charCodeAt(end);
      if (unit < 0x20) return undefined;
      if (unit === 0x22) {
        const taken = text.slice(offset, end + 1);
        offset = end + 1;
        return taken;
      }
      if (unit !== 0x5c) continue;
      ESCAPE.lastIndex = end;
      const escape = ESCAPE.exec(text);
      if (escape === null) return undefined;
      end += escape[0].length - 1;
    }
    return undefined;
  };
  const found = (): string =>
    offset >= text.length ? 'the text ends' : `found ${JSON.stringify(text.charAt(offset))}`;

  for (;;) {
    skipBlanks();
    const inner = open.at(-1);
    const character = text.charAt(offset);
    if (character === inner?.close && (wanted === 'first' || wanted === 'end')) {
      offset++;
      open.pop();
      wanted = 'end';
    } else if (wanted === 'end') {
      if (inner === undefined) return offset < text.length ? fail(`expected the end, but ${found()}`) : { duplicates };
      if (character !== ',') return fail(`expected "," or "${inner.close}", but ${found()}`);
      offset++;
      if (typeof inner.step === 'number') inner.step++;
      wanted = inner.close === '}' ? 'key' : 'value';
    } else if (inner?.close === '}' && (wanted === 'first' || wanted === 'key')) {
      const start = offset;
      const key = takeString();
      if (key === undefined) return fail(`expected a key in quotation marks, but ${found()}`);
      inner.step = JSON.parse(key) as string;
      if (inner.keys.has(inner.step)) {
        duplicates.push({ key: inner.step, path: open.map(({ step }) => step), offset: start });
      }
      inner.keys.add(inner.step);
      skipBlanks();
      if (text.charAt(offset) !== ':') return fail(`expected ":" after the key, but ${found()}`);
      offset++;
      wanted = 'value';
    } else if (character === '{' || character === '[') {
      offset++;
      open.push({ close: character === '{' ? '}' : ']', keys: new Set(), step: character === '{' ? '' : 0 });
      wanted = 'first';
    } else {
      if ((character === '"' ? takeString() : take(LITERAL)) === undefined) {
        return fail(
          character === '"' ? 'a string does not end, or holds what it may not' : `expected a value, but ${found()}`,
        );
      }
      wanted = 'end';
    }
  }
}
