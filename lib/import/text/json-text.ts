import type { Diagnostic, Json } from '../../model/index.js';
import { endOfString, locateInJson } from './json-locator.js';
import { scanJson } from './json-scanner.js';
import { NESTING_LIMIT, tooDeep } from './limits.js';
import { duplicateKey, placesIn, syntaxError, type ParsedText } from './parsed-text.js';

/**
 * Reads JSON with the engine's own parser; only a text that it refuses, or in which members were lost, is gone through
 * by hand for the place of the mistake.
 */
export function parseJsonText(text: string, file: string | undefined): ParsedText {
  const { depth, members } = measure(text);
  if (depth > NESTING_LIMIT) throw tooDeep(file);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (cause) {
    const { error } = scanJson(text);
    throw syntaxError(text, error?.offset ?? 0, file, error?.message ?? String(cause));
  }
  const placeAt = placesIn(text, file);
  const diagnostics: readonly Diagnostic[] =
    countMembers(value) === members
      ? []
      : scanJson(text).duplicates.map(({ key, path, offset }) => duplicateKey(key, path, placeAt(offset)));
  return { value, diagnostics, locate: locateInJson(text, placeAt) };
}

/** Nesting and number of members of a text, be it well-formed or not. */
function measure(text: string): { readonly depth: number; readonly members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  for (let offset = 0; offset < text.length; offset++) {
    switch (text.charCodeAt(offset)) {
      case 0x22: // "
        offset = endOfString(text, offset);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
      case 0x3a: // :
        members++;
    }
  }
  return { depth: deepest, members };
}

function countMembers(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner: readonly Json[] = Object.values(value);
  let count = Array.isArray(value) ? 0 : inner.length;
  for (const member of inner) count += countMembers(member);
  return count;
}
