import type { PlaceAt, ParsedText, TextPath, TextPlace } from './parsed-text.js';

/** A value of the text; its members are looked up when the first of them is asked for. */
interface LocatedValue {
  /** Where the value begins. */
  readonly start: number;
  /** Where its key begins, or the value itself. */
  readonly place: number;
  members?: ReadonlyMap<string | number, LocatedValue>;
}

/** Finds the places of values in a text that is known to be JSON. Each level is scanned once, and only where asked. */
export function locateInJson(text: string, placeAt: PlaceAt): ParsedText['locate'] {
  const start = skipBlanks(text, 0);
  const root: LocatedValue = { start, place: start };
  return (path: TextPath): TextPlace => {
    let value = root;
    for (const step of path) {
      value.members ??= scanMembers(text, value.start);
      const next = value.members.get(step);
      if (next === undefined) break;
      value = next;
    }
    return placeAt(value.place);
  };
}

function scanMembers(text: string, start: number): ReadonlyMap<string | number, LocatedValue> {
  const members = new Map<string | number, LocatedValue>();
  const open = text.charAt(start);
  if (open !== '{' && open !== '[') return members;
  let offset = skipBlanks(text, start + 1);
  for (let index = 0; offset < text.length && !/[\]}]/.test(text.charAt(offset)); index++) {
    const place = offset;
    let key: string | number = index;
    if (open === '{') {
      const end = endOfString(text, offset);
      key = JSON.parse(text.slice(offset, end + 1)) as string;
      offset = skipBlanks(text, skipBlanks(text, end + 1) + 1);
    }
    members.set(key, { start: offset, place });
    offset = skipBlanks(text, endOfValue(text, offset));
    if (text.charAt(offset) === ',') offset = skipBlanks(text, offset + 1);
  }
  return members;
}

/** The offset behind a value. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let offset = start; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '"') offset = endOfString(text, offset);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      if (depth === 0) return offset;
      depth--;
    } else if (character !== ',' || depth > 0) continue;
    else return offset;
    if (depth === 0) return offset + 1;
  }
  return text.length;
}

function skipBlanks(text: string, start: number): number {
  let offset = start;
  while (offset < text.length && text.charCodeAt(offset) <= 0x20) offset++;
  return offset;
}

/** Offset of the quotation mark that ends the string, or of the text's end. */
export function endOfString(text: string, start: number): number {
  let offset = start + 1;
  for (; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === 0x22) return offset;
    if (unit === 0x5c) offset++;
  }
  return offset;
}
