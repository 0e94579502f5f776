import { JSON_LIMIT_BYTES, tooLarge, YAML_LIMIT_BYTES } from './limits.js';
import { parseJsonText } from './json-text.js';
import { syntaxError, type ParsedText } from './parsed-text.js';
import { parseYamlText, type CustomTags } from './yaml-text.js';

export interface ParseOptions {
  /** What YAML's own tags do not name, such as CloudFormation's `!Sub`. Default: reported and passed over. */
  readonly customTags?: CustomTags;
}

/**
 * Reads JSON or YAML: a text that begins like an object or a list is JSON unless its name says YAML and it is none.
 *
 * @throws {SluiceError} `source-syntax` with line and excerpt; `source-too-large` and `source-too-deep` at the limits
 */
export function parseJsonOrYaml(text: string, file?: string, options: ParseOptions = {}): ParsedText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.length > JSON_LIMIT_BYTES) throw tooLarge(file, source.length, JSON_LIMIT_BYTES, 'JSON');
  const binary = findBinary(source);
  if (binary !== -1) throw syntaxError(source, binary, file, 'it is no text');
  const start = source.search(/\S/);
  if (start === -1) throw syntaxError(source, 0, file, 'it is empty');
  const named = /\.ya?ml$/i.test(file ?? '');
  if (/\.json$/i.test(file ?? '') || (!named && /[[{"]/.test(source.charAt(start)))) return parseJsonText(source, file);
  if (/[[{]/.test(source.charAt(start))) {
    const json = tryJson(source, file);
    if (json !== undefined) return json;
  }
  if (source.length > YAML_LIMIT_BYTES) throw tooLarge(file, source.length, YAML_LIMIT_BYTES, 'YAML');
  return parseYamlText(source, file, options.customTags);
}

/** The first character that neither JSON nor YAML may have, in what tells a text from a binary file. */
function findBinary(text: string): number {
  return text.slice(0, 100_000).search(/[\u0000-\u0008\u000E-\u001A\uFFFD]/);
}

/** Flow style YAML begins as JSON does; that it is no JSON is no mistake yet. */
function tryJson(text: string, file: string | undefined): ParsedText | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return parseJsonText(text, file);
}
