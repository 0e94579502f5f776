import {
  diagnostic,
  isDeployTime,
  isDocumentObject,
  printValue,
  type Diagnostic,
  type Document,
  type DocumentObject,
  type Place,
  type Value,
} from '../../model/index.js';
import { isListShape, isMapShape, type PropertyShape, type PropertyTable } from '../../formats/cloudformation.js';
import { asksForAccess } from '../../model/access-member.js';
import { asBoolean, asInteger, asNumber, asText } from '../../model/scalar.js';
import { fillText, type ValueLookup } from '../../intrinsics/index.js';
import { isList } from '../../support/is-list.js';
import { own } from '../../support/own.js';

/** What readers of properties share. */
export interface PropertyLog {
  readonly report: (finding: Diagnostic) => void;
  /** What values are locally, for the few properties that must be known to read a definition at all. */
  readonly known: ValueLookup;
}

/**
 * The properties of one resource, or of an object in them. It keeps track of what is read; `reportUnread`
 * reports the rest, so that nothing of a template is dropped in silence.
 */
export class Properties {
  private readonly read = new Set<string>();
  private readonly children: Properties[] = [];
  private readonly reported = new Set<string>();

  private constructor(
    private readonly members: DocumentObject,
    private readonly shape: PropertyTable,
    private readonly path: string,
    private readonly element: string,
    private readonly log: PropertyLog,
  ) {}

  static of(logicalId: string, document: Document | undefined, shape: PropertyTable, log: PropertyLog): Properties {
    return new Properties(isDocumentObject(document) ? document : {}, shape, logicalId, logicalId, log);
  }

  /** What values are locally. */
  get lookup(): ValueLookup {
    return this.log.known;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.members, name);
  }

  /** Whether a property that there is not looks like one that asks for access control. */
  asksForUnknownAccess(): boolean {
    return Object.keys(this.members).some((name) => !Object.hasOwn(this.shape, name) && asksForAccess(name));
  }

  /** Whether a property is written as a text where it may be an object too. */
  isText(name: string): boolean {
    return typeof own(this.members, name) === 'string';
  }

  place(name?: string): Place {
    const inside = this.path.slice(this.element.length + 1);
    const property = [inside, name ?? ''].filter((part) => part !== '').join('.');
    return { element: this.element, ...(property !== '' && { property }) };
  }

  /** Reports a finding once: an integration is read for each of its routes. */
  report(code: Diagnostic['code'], name: string | undefined, message: string, severity?: Diagnostic['severity']): void {
    const key = `${code} ${name ?? ''} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.log.report(diagnostic(code, this.place(name), message, severity));
  }

  /** A property as it stands, with all that is inside of it. */
  document(name: string): Document | undefined {
    const value = this.take(name);
    return value ?? undefined;
  }

  /** A text, or a number or boolean as text. */
  value(name: string): Value<string> | undefined {
    return this.scalar(name, asText, 'a text');
  }

  /** A property that API Gateway requires; its absence is reported. */
  required(name: string, what: string): Value<string> | undefined {
    if (this.document(name) === undefined) this.report('invalid-value', name, `${what} requires ${name}`);
    return this.value(name);
  }

  /** A text that must be known to read the definition at all; a readable form of it where only deployment knows. */
  text(name: string): string | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : this.known(value, name);
  }

  known(value: Value<string>, name: string): string {
    const text = fillText(value, this.log.known);
    if (typeof text === 'string') return text;
    const printed = printValue(text);
    this.report('unresolved-value', name, `Cannot know ${name} before deployment: it is read as "${printed}"`);
    return printed;
  }

  /** One of some words, in any case of letters; another word is refused. */
  oneOf<T extends string>(name: string, words: readonly T[]): Value<T> | undefined {
    const value = this.value(name);
    if (value === undefined || value === '') return undefined;
    const text = fillText(value, this.log.known);
    if (typeof text !== 'string') return value as Value<T>;
    const word = words.find((candidate) => candidate.toLowerCase() === text.trim().toLowerCase());
    if (word === undefined) {
      this.report('invalid-value', name, `Cannot take ${name} "${text}": it must be one of ${words.join(', ')}`);
    }
    return word;
  }

  /** As `oneOf`, where the model has no room for a value that only deployment knows. */
  knownOneOf<T extends string>(name: string, words: readonly T[]): T | undefined {
    const word = this.oneOf(name, words);
    if (!isDeployTime(word)) return word;
    this.known(word, name);
    return undefined;
  }

  number(name: string): Value<number> | undefined {
    return this.scalar(name, asNumber, 'a number');
  }

  integer(name: string): Value<number> | undefined {
    return this.scalar(name, asInteger, 'a whole number');
  }

  boolean(name: string): Value<boolean> | undefined {
    return this.scalar(name, asBoolean, 'true or false');
  }

  /** A boolean where the model has no room for a value that only deployment knows. */
  flag(name: string): boolean | undefined {
    const value = this.boolean(name);
    if (!isDeployTime(value)) return value;
    const filled = asBoolean(fillText(value, this.log.known));
    if (typeof filled === 'boolean') return filled;
    this.report('unresolved-value', name, `Cannot know ${name} before deployment: it is read as true`);
    return true;
  }

  texts(name: string): readonly Value<string>[] | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    // CloudFormation takes one text for a list of one.
    const items = isList(value) ? value : [value];
    return items.flatMap((item) => asText(item) ?? []);
  }

  knownTexts(name: string): readonly string[] | undefined {
    return this.texts(name)?.map((text) => this.known(text, name));
  }

  map(name: string): Readonly<Record<string, Value<string>>> | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (!isDocumentObject(value)) {
      this.refuse(name, 'an object', value);
      return undefined;
    }
    const entries: [string, Value<string>][] = [];
    for (const [key, item] of Object.entries(value)) {
      const text = asText(item);
      if (text !== undefined) entries.push([key, text]);
    }
    return Object.fromEntries(entries);
  }

  /** Tags, a list of `{ Key, Value }` or an object. */
  tags(name: string): Readonly<Record<string, Value<string>>> | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (!isList(value)) return this.map(name);
    const entries: [string, Value<string>][] = [];
    for (const tag of value) {
      const key = isDocumentObject(tag) ? asText(tag.Key) : undefined;
      const text = isDocumentObject(tag) ? asText(tag.Value) : undefined;
      if (key !== undefined && text !== undefined) entries.push([this.known(key, name), text]);
    }
    return Object.fromEntries(entries);
  }

  object(name: string): Properties | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (isDocumentObject(value)) return this.child(value, tableOf(this.shape[name]), `${this.path}.${name}`);
    this.refuse(name, 'an object', value);
    return undefined;
  }

  objects(name: string): readonly Properties[] | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (!isList(value)) {
      this.refuse(name, 'a list', value);
      return undefined;
    }
    const table = tableOf(this.shape[name]);
    return value.flatMap((item, index) =>
      isDocumentObject(item) ? [this.child(item, table, `${this.path}.${name}[${index}]`)] : [],
    );
  }

  objectMap(name: string): Readonly<Record<string, Properties>> | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (!isDocumentObject(value)) {
      this.refuse(name, 'an object', value);
      return undefined;
    }
    const table = tableOf(this.shape[name]);
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        isDocumentObject(item) ? [[key, this.child(item, table, `${this.path}.${name}.${key}`)]] : [],
      ),
    );
  }

  /** Marks properties as seen that say how to deploy and nothing about the API. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.take(name);
  }

  /** Reports every property that no reader took. */
  reportUnread(): void {
    for (const name of Object.keys(this.members)) {
      if (this.read.has(name)) continue;
      if (Object.hasOwn(this.shape, name)) {
        this.report('not-read', name, `Cannot carry ${name} of ${this.element}: the model has no room for it`);
      } else {
        this.report('unknown-property', name, `Cannot find ${name} among the properties of such a resource`);
      }
    }
    for (const child of this.children) child.reportUnread();
  }

  private scalar<T>(name: string, read: (value: Document) => T | undefined, wanted: string): T | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    const scalar = read(value);
    if (scalar === undefined) this.refuse(name, wanted, value);
    return scalar;
  }

  private take(name: string): Document | undefined {
    const value = own(this.members, name);
    if (value !== undefined) this.read.add(name);
    return value;
  }

  private child(value: DocumentObject, shape: PropertyTable, path: string): Properties {
    const child = new Properties(value, shape, path, this.element, this.log);
    this.children.push(child);
    return child;
  }

  private refuse(name: string, wanted: string, found: Document): void {
    if (isDeployTime(found)) {
      this.report('unresolved-value', name, `Cannot know ${name} before deployment: ${printValue(found)}`);
    } else {
      const kind = isList(found) ? 'a list' : typeof found === 'object' ? 'an object' : JSON.stringify(found);
      this.report('invalid-value', name, `Cannot read ${name}: it is ${kind}, and must be ${wanted}`);
    }
  }
}

function tableOf(shape: PropertyShape | undefined): PropertyTable {
  if (shape === undefined || typeof shape === 'string') return {};
  return isListShape(shape) || isMapShape(shape) ? shape.of : shape;
}
