import { readShortForm } from '../../../lib/intrinsics/index.js';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import type { Json } from '../../../lib/model/json.js';

export type JsonMap = Readonly<Record<string, Json>>;

/** A template with CloudFormation's short forms written out, as `expandSam` gets it. */
export function readTemplate(text: string, file: string): JsonMap {
  return parseJsonOrYaml(text, file, { customTags: readShortForm }).value as JsonMap;
}
