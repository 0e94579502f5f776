import { isObject } from '../support/is-object.js';
import type { Json } from './json.js';

/**
 * Something that a definition says, or that only deployment knows.
 *
 * All of CloudFormation's string-building functions (`Fn::Sub`, `Fn::Join`, nested or not) have one canonical form here:
 * a flat list of literal texts and references.
 */
export type Value<T> = T | DeployTimeValue;

export interface DeployTimeValue {
  readonly kind: 'deploy-time';
  /** Two literals never stand side by side, and no literal is empty. One part that is no literal may be of any type. */
  readonly parts: readonly ValuePart[];
}

export type ValuePart = string | Reference | Intrinsic;

/** `Ref` (no attribute) or `Fn::GetAtt` of a resource, parameter or pseudo parameter. */
export interface Reference {
  readonly kind: 'reference';
  readonly logicalId: string;
  readonly attribute?: string;
}

/** Any other function whose result only deployment knows, such as `Fn::ImportValue`. */
export interface Intrinsic {
  readonly kind: 'intrinsic';
  readonly name: string;
  readonly argument: Document;
}

/** JSON in which any place may hold a value that only deployment knows: a policy, a schema. */
export type Document = null | boolean | number | string | DeployTimeValue | readonly Document[] | DocumentObject;

export interface DocumentObject {
  readonly [key: string]: Document;
}

export function isDeployTime(value: unknown): value is DeployTimeValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { kind?: unknown }).kind === 'deploy-time' &&
    'parts' in value
  );
}

/** Whether a document is an object; a value that only deployment knows is not. */
export function isDocumentObject(document: Document | undefined): document is DocumentObject {
  return isObject(document) && !isDeployTime(document);
}

export function reference(logicalId: string, attribute?: string): DeployTimeValue {
  return deployTime([{ kind: 'reference', logicalId, ...(attribute !== undefined && { attribute }) }]);
}

export function intrinsic(name: string, argument: Document): DeployTimeValue {
  return deployTime([{ kind: 'intrinsic', name, argument }]);
}

/** Joins texts and values into one value; the result is a plain string when every part is. */
export function joinValues(values: readonly (Value<string> | ValuePart)[]): Value<string> {
  const parts: ValuePart[] = [];
  for (const value of values) {
    for (const part of isDeployTime(value) ? value.parts : [value]) {
      const last = parts.at(-1);
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
      else if (part !== '') parts.push(part);
    }
  }
  const [only] = parts;
  if (only === undefined) return '';
  return parts.length === 1 && typeof only === 'string' ? only : deployTime(parts);
}

/**
 * A readable form for messages, tables and logs: `arn:aws:lambda:${AWS::Region}:${Orders.Arn}`.
 */
export function printValue(value: Value<unknown>): string {
  if (!isDeployTime(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return value.parts.map(printPart).join('');
}

/** The text when it is known before deployment. */
export function knownText(value: Value<string> | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What of `T` remains when its values are known. */
export function asJson(document: Document): Json | undefined {
  if (isDeployTime(document)) return undefined;
  if (Array.isArray(document)) {
    const items: Json[] = [];
    for (const item of document as readonly Document[]) {
      const json = asJson(item);
      if (json === undefined) return undefined;
      items.push(json);
    }
    return items;
  }
  if (typeof document !== 'object' || document === null) return document;
  const entries: [string, Json][] = [];
  for (const [key, member] of Object.entries(document)) {
    const json = asJson(member);
    if (json === undefined) return undefined;
    entries.push([key, json]);
  }
  return Object.fromEntries(entries);
}

function deployTime(parts: readonly ValuePart[]): DeployTimeValue {
  return { kind: 'deploy-time', parts };
}

function printPart(part: ValuePart): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'intrinsic') return `\${${part.name}}`;
  return part.attribute === undefined ? `\${${part.logicalId}}` : `\${${part.logicalId}.${part.attribute}}`;
}
