import type * as yamlPackage from 'yaml';
import type { Alias, Document as YamlDocument, Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { Diagnostic, Json } from '../../model/index.js';
import { diagnostic } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';
import { indentFlow } from './flow-indentation.js';
import { NESTING_LIMIT, tooDeep, ALIAS_VALUE_LIMIT, tooManyValues } from './limits.js';
import {
  duplicateKey,
  placesIn,
  type PlaceAt,
  printTextPath,
  syntaxError,
  type ParsedText,
  type TextPath,
} from './parsed-text.js';

/**
 * What stands for a value with a tag that YAML does not know, such as `!Sub`: `{ 'Fn::Sub': value }`. Undefined for a
 * tag that is not known here either.
 */
export type CustomTags = (tag: string, value: Json) => Json | undefined;

type Yaml = typeof yamlPackage;

/** Reads YAML 1.2 (dates and `yes` are text, as every reader of OpenAPI has it) with merge keys. */
export function parseYamlText(written: string, file: string | undefined, customTags: CustomTags = noTags): ParsedText {
  checkNesting(written, file);
  // Loading costs some 25 ms, which readers of JSON need not pay.
  const yaml = require('yaml') as Yaml;
  const { text, document } = parseDocument(yaml, written);
  const [error] = document.errors;
  if (error !== undefined) {
    if (error.message.startsWith('Maximum call stack')) throw tooDeep(file);
    throw syntaxError(text, error.pos[0], file, lowerFirst(error.message));
  }
  const placeAt = placesIn(text, file);
  const reading = new YamlReading(yaml, text, file, placeAt, customTags);
  return {
    value: reading.readNode(document.contents, []),
    diagnostics: reading.diagnostics,
    locate: (path) => placeAt(locate(yaml, document, path)),
  };
}

const PARSE_OPTIONS = { uniqueKeys: false, prettyErrors: false };

/** The document of a text, or of the text with its brackets and quoted scalars indented when only that was wrong. */
function parseDocument(yaml: Yaml, text: string): { readonly text: string; readonly document: YamlDocument } {
  const document = yaml.parseDocument(text, PARSE_OPTIONS);
  if (document.errors.some(({ code }) => code === 'BAD_INDENT' || code === 'MISSING_CHAR')) {
    const mended = indentFlow(yaml, text);
    const second = mended === undefined ? undefined : yaml.parseDocument(mended, PARSE_OPTIONS);
    if (mended !== undefined && second?.errors.length === 0) return { text: mended, document: second };
  }
  return { text, document };
}

function noTags(): undefined {
  return undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Deeper than this no text that anybody wrote goes, while the YAML parser goes a long way with it. */
const FLOW_LIMIT = 5 * NESTING_LIMIT;

/** Refuses, before any parsing, brackets within brackets and lists within lists without end. */
function checkNesting(text: string, file: string | undefined): void {
  let depth = 0;
  let run = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && depth > 0) depth--;
    if ((character === '-' || character === '?') && text.charAt(offset + 1) === ' ') run++;
    else if (character !== ' ') run = 0;
    if (depth > FLOW_LIMIT || run > NESTING_LIMIT) throw tooDeep(file);
  }
}

class YamlReading {
  readonly diagnostics: Diagnostic[] = [];
  private nodes = 0;
  /** The nodes that anchors name so far; the package's own look-up goes through the document for each alias. */
  private readonly anchors = new Map<string, Node>();
  private expanding = 0;

  constructor(
    private readonly yaml: Yaml,
    private readonly text: string,
    private readonly file: string | undefined,
    private readonly placeAt: PlaceAt,
    private readonly customTags: CustomTags,
  ) {}

  readNode(node: unknown, path: TextPath): Json {
    // Aliases within aliases grow without end, and may hold themselves.
    if (path.length > NESTING_LIMIT) throw tooDeep(this.file);
    if (++this.nodes > this.text.length + ALIAS_VALUE_LIMIT) throw tooManyValues(this.file);
    if (!this.yaml.isNode(node)) return null;
    if (this.yaml.isAlias(node)) return this.readAlias(node, path);
    const anchor = this.yaml.isScalar(node) || this.yaml.isCollection(node) ? node.anchor : undefined;
    if (anchor !== undefined && this.expanding === 0) this.anchors.set(anchor, node);
    const value = this.readUntagged(node, path);
    return node.tag === undefined ? value : this.readTag(node.tag, value, node, path);
  }

  private readAlias(alias: Alias, path: TextPath): Json {
    const target = this.anchors.get(alias.source);
    if (target === undefined) {
      throw syntaxError(this.text, offsetOf(alias), this.file, `no anchor before it is named "${alias.source}"`);
    }
    this.expanding++;
    const value = this.readNode(target, path);
    this.expanding--;
    return value;
  }

  private readUntagged(node: Node, path: TextPath): Json {
    if (this.yaml.isMap(node)) return this.readMap(node, path);
    if (this.yaml.isSeq(node)) return node.items.map((item, index) => this.readNode(item, [...path, index]));
    return this.yaml.isScalar(node) ? readScalar(node) : null;
  }

  private readTag(tag: string, value: Json, node: Node, path: TextPath): Json {
    if (tag === '!' || tag.startsWith('tag:yaml.org,2002:')) return value;
    const read = this.customTags(tag, value);
    if (read !== undefined) return read;
    this.diagnostics.push(
      diagnostic(
        'unknown-property',
        { property: printTextPath(path), ...this.placeAt(offsetOf(node)) },
        `Cannot read the tag ${tag}, and the value is read without it`,
      ),
    );
    return value;
  }

  private readMap(map: YAMLMap, path: TextPath): Json {
    const members = new Map<string, Json>();
    const merged = new Map<string, Json>();
    for (const pair of map.items) {
      const key = this.readKey(pair, path);
      if (isMergeKey(this.yaml, pair)) {
        for (const [name, value] of this.readMerge(pair.value, path)) if (!merged.has(name)) merged.set(name, value);
        continue;
      }
      const inner = [...path, key];
      if (members.has(key)) {
        this.diagnostics.push(duplicateKey(key, inner, this.placeAt(offsetOf(pair.key))));
      }
      members.set(key, this.readNode(pair.value, inner));
    }
    return Object.fromEntries([...merged, ...members]);
  }

  private readMerge(node: unknown, path: TextPath): readonly [string, Json][] {
    const value = this.readNode(node, [...path, '<<']);
    const sources = isList(value) ? value : [value];
    return sources.flatMap((source) => (isObject(source) ? Object.entries(source) : []));
  }

  private readKey({ key }: Pair, path: TextPath): string {
    const node = this.yaml.isAlias(key) ? this.anchors.get(key.source) : key;
    if (this.yaml.isScalar(node)) return scalarText(node);
    // A placeholder of a template language, `{{ name }}`, is a map as a key: its text stands for it.
    const range = this.yaml.isNode(node) ? node.range : undefined;
    if (range === null || range === undefined) return '';
    const text = this.text.slice(range[0], range[1]);
    this.diagnostics.push(
      diagnostic(
        'invalid-value',
        { property: printTextPath(path), ...this.placeAt(range[0]) },
        `Cannot read the key ${text}: expected text, not a map or list; fill in a placeholder of another tool first`,
      ),
    );
    return text;
  }
}

/** Leading zeros (of account ids) would be lost in a number. */
const NUMBER_AS_TEXT = /^[-+]?0\d+$/;

function readScalar(scalar: Scalar): Json {
  const { value, source } = scalar;
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || (scalar.type === 'PLAIN' && NUMBER_AS_TEXT.test(source ?? '')))
      return scalarText(scalar);
    return value;
  }
  return typeof value === 'boolean' || value === null ? value : scalarText(scalar);
}

/** A key is text as it is written: `200`, `012345678901`, `true`. */
function scalarText({ value, source }: Scalar): string {
  return typeof value === 'string' ? value : (source ?? JSON.stringify(value));
}

function isMergeKey(yaml: Yaml, { key }: Pair): boolean {
  return yaml.isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function offsetOf(node: unknown): number {
  const range = (node as Node | null | undefined)?.range;
  return range?.[0] ?? 0;
}

function locate(yaml: Yaml, document: YamlDocument, path: TextPath): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  for (const step of path) {
    if (yaml.isAlias(node)) node = node.resolve(document);
    if (yaml.isMap(node)) {
      const pair = node.items.find(({ key }) => yaml.isScalar(key) && scalarText(key) === step);
      if (pair === undefined) break;
      offset = offsetOf(pair.key);
      node = pair.value;
    } else if (yaml.isSeq(node) && typeof step === 'number' && step < node.items.length) {
      node = node.items[step];
      offset = offsetOf(node);
    } else break;
  }
  return offset;
}
