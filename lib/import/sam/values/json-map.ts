import type { Json } from '../../../model/json.js';

export type JsonMap = Readonly<Record<string, Json>>;

/** The value if it is a map; nothing for a list, a text and the like. */
export function asMap(json: Json | undefined): JsonMap | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonMap) : undefined;
}
