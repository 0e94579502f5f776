import type { Document } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { isObject } from '../../support/is-object.js';

/**
 * Writes JSON as YAML in the form of GetExport with `Accept: application/yaml`: blocks, strings in double quotes, lists at
 * the indentation of their key.
 *
 * Assumed: the form is that of the YAML printer for Java which writes such exports.
 */
export function printYaml(document: Document): string {
  return `---\n${printBlock(document, '')}`;
}

function printBlock(value: Document, indent: string): string {
  if (isList(value)) return value.map((item) => `${indent}-${printItem(item, indent)}`).join('');
  if (!isObject(value)) return `${indent}${JSON.stringify(value)}\n`;
  return Object.entries(value)
    .map(([key, member]) => `${indent}${printKey(key)}:${printMember(member, indent)}`)
    .join('');
}

function printMember(value: Document, indent: string): string {
  const flow = printFlow(value);
  if (flow !== undefined) return ` ${flow}\n`;
  return `\n${printBlock(value, isList(value) ? indent : `${indent}  `)}`;
}

/** The first line of an item stands behind its dash. */
function printItem(value: Document, indent: string): string {
  const flow = printFlow(value);
  if (flow !== undefined) return ` ${flow}\n`;
  return ` ${printBlock(value, `${indent}  `).slice(indent.length + 2)}`;
}

/** What stands in the line of its key: scalars, and what is empty. */
function printFlow(value: Document): string | undefined {
  if (isList(value)) return value.length === 0 ? '[]' : undefined;
  if (isObject(value)) return Object.keys(value).length === 0 ? '{}' : undefined;
  return JSON.stringify(value);
}

/** A key in quotes, where YAML would read it as something else. */
function printKey(key: string): string {
  const isPlain = /^[A-Za-z/$_][\w$./{}+-]*$/.test(key) && !/^(?:true|false|yes|no|on|off|null|[yn])$/i.test(key);
  return isPlain ? key : JSON.stringify(key);
}
