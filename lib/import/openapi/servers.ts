import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import { isDocumentObject, type Document, type Value } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { isList } from '../../support/is-list.js';
import { item, keysOf, member, type Cursor } from './cursor.js';
import { MEMBERS, readExactly } from './known-members.js';
import type { Reading } from './reading.js';
import { readBoolean, readObject, readText, readTexts, reportType } from './values.js';
import { swaggerServers } from './swagger2.js';

export interface Servers {
  readonly disableExecuteApiEndpoint?: Value<boolean>;
  readonly vpcEndpointIds?: readonly Value<string>[];
  /** Of an HTTP API. */
  readonly ipAddressType?: Value<string>;
  /** What stands before every path, such as `/v1`; empty for none. */
  readonly basePath: string;
  /** The servers as they are written, without the endpoint's settings; absent when they say nothing. */
  readonly others?: Document;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html */
export function readServers(reading: Reading): Servers {
  const servers = serverList(reading);
  const settings = [reading.root, ...servers].flatMap(
    (from) => readObject(reading, from, EXTENSION.endpointConfiguration) ?? [],
  );
  for (const from of settings) readExactly(reading, from, MEMBERS.endpointConfiguration);
  const first = <T>(read: (from: Cursor) => T | undefined): T | undefined =>
    settings.map(read).find((value) => value !== undefined);
  const others = servers.map(({ value }) => withoutSettings(value));
  return {
    basePath: basePathOf(servers),
    ...defined({
      disableExecuteApiEndpoint: first((from) => readBoolean(reading, from, 'disableExecuteApiEndpoint')),
      vpcEndpointIds: first((from) => readTexts(reading, from, 'vpcEndpointIds')),
      ipAddressType: first((from) => readText(reading, from, 'ipAddressType')),
      others: others.every(saysNothing) ? undefined : others,
    }),
  };
}

function serverList(reading: Reading): readonly Cursor[] {
  const servers = reading.version === '2.0' ? swaggerServers(reading.root) : member(reading.root, 'servers');
  if (servers === undefined || servers.value === null) return [];
  if (!isList(servers.value)) {
    reportType(reading, servers, 'a list', 'warning');
    return [];
  }
  return servers.value.map((value, index) => item(servers, index, value));
}

function withoutSettings(server: Document): Document {
  if (!isDocumentObject(server)) return server;
  return Object.fromEntries(Object.entries(server).filter(([key]) => key !== EXTENSION.endpointConfiguration));
}

/** A server that only carries settings has no address of its own. */
function saysNothing(server: Document): boolean {
  return (
    isDocumentObject(server) &&
    Object.keys(server).every((key) => key === 'url') &&
    (server.url === '/' || server.url === undefined)
  );
}

/**
 * Observed: the first server variable named `basePath`, even one that no URL uses, else the path of the first URL.
 */
function basePathOf(servers: readonly Cursor[]): string {
  for (const server of servers) {
    const variable = member(server, 'variables');
    const basePath = variable && member(variable, 'basePath');
    const value = basePath && member(basePath, 'default')?.value;
    if (typeof value === 'string') return trimPath(value);
  }
  const [first] = servers;
  const url = first && member(first, 'url')?.value;
  if (first === undefined || typeof url !== 'string') return '';
  const filled = url.replace(/\{([^{}]+)\}/g, (_whole, name: string) => variableDefault(first, name));
  return trimPath(filled.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/s, ''));
}

function variableDefault(server: Cursor, name: string): string {
  const variables = member(server, 'variables');
  const variable = variables && keysOf(variables).includes(name) ? member(variables, name) : undefined;
  const value = variable && member(variable, 'default')?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : name;
}

function trimPath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}

/**
 * Documented: `ignore` drops a base path, `prepend` puts it before every path, `split` too but for its first segment.
 */
export function pathPrefix(basePath: string, mode: 'ignore' | 'prepend' | 'split'): string {
  switch (mode) {
    case 'ignore':
      return '';
    case 'prepend':
      return basePath;
    case 'split':
      return basePath.replace(/^\/[^/]+/, '');
  }
}
