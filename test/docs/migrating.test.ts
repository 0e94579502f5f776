import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as sluice from '../../lib/index.js';
import { publicNames } from '../support/public-names.js';

const ROOT = join(__dirname, '..', '..');

describe.each<[page: string, libraries: readonly string[], isOnPage: (name: string) => boolean, least: number]>([
  ['migrating.md', ['aws-apigateway'], () => true, 700],
  [
    'migrating-http-apis.md',
    ['aws-apigatewayv2', 'aws-apigatewayv2-authorizers', 'aws-apigatewayv2-integrations'],
    (name) => !isOfWebSocketApis(name),
    420,
  ],
  [
    'migrating-websocket-apis.md',
    ['aws-apigatewayv2', 'aws-apigatewayv2-authorizers', 'aws-apigatewayv2-integrations'],
    isOfWebSocketApis,
    170,
  ],
])('docs/%s', (page, libraries, isOnPage, least) => {
  /** The rows of the page: the names of aws-cdk-lib, and what takes their place. */
  const rows = [...readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(/^\| (`.+?) \| (.+) \|$/gm)].map(
    ([, names = '', equivalent = '']) => ({
      names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      equivalent,
    }),
  );
  const listed = rows.flatMap(({ names }) => names);
  const names = new Set(
    libraries.flatMap((library) =>
      [...publicNames(join(ROOT, 'node_modules/aws-cdk-lib', library, 'lib/index.d.ts'))].filter(isOnPage),
    ),
  );

  test('has an equivalent, or a way out, for every public name of what is installed', () => {
    expect(names.size).toBeGreaterThan(least);
    expect([...names].filter((name) => !listed.some((pattern) => covers(pattern, name)))).toEqual([]);
  });

  test('lists nothing that aws-cdk-lib does not have, and nothing twice', () => {
    expect(listed.filter((pattern) => ![...names].some((name) => covers(pattern, name)))).toEqual([]);
    expect(listed.filter((name, index) => listed.indexOf(name) !== index)).toEqual([]);
  });

  test('says something in every row, and what to do where there is no equivalent', () => {
    const empty = rows.filter(({ equivalent }) => equivalent.replace('—', '').trim().length < 4);
    expect(empty.map(({ names: [name] }) => name)).toEqual([]);
  });

  test('names classes that Sluice exports', () => {
    const used = rows.flatMap(({ equivalent }) => [
      ...[...equivalent.matchAll(/new (\w+)\(/g)].map(([, name = '']) => name),
      ...[...equivalent.matchAll(/`([A-Z]\w+)\.\w+/g)].map(([, name = '']) => name),
    ]);
    const others = ['StageProps', 'Stack'];
    expect(used.filter((name) => !(name in sluice) && !others.includes(name))).toEqual([]);
  });
});

/** `RestApi.*` and `Method.metric*` stand for several members; a class has a row by each of its members. */
function covers(pattern: string, name: string): boolean {
  if (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))) return true;
  return pattern === name || (!name.includes('.') && pattern.startsWith(`${name}.`));
}

/** Usage plans and API keys of aws-apigatewayv2 are for WebSocket APIs. */
function isOfWebSocketApis(name: string): boolean {
  return /WebSocket|UsagePlan|ApiKey|^QuotaSettings|^Period/.test(name);
}
