import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Api } from '../../lib/model/index.js';
import { cloudFormationPart } from '../../lib/synth/cloudformation/cloudformation-part.js';
import { resourcePart } from '../../lib/synth/cloudformation/resource-part.js';
import { openApiPart } from '../../lib/synth/openapi/open-api-part.js';
import { swaggerPart } from '../../lib/synth/openapi/swagger-part.js';
import { restApis } from '../support/arbitrary-api.js';
import { httpApis } from '../support/arbitrary-http-api.js';
import { webSocketApis } from '../support/arbitrary-websocket-api.js';
import { modelProperties, PropertyCounter } from '../support/model-properties.js';

const text = readFileSync(resolve(__dirname, '..', '..', 'docs', 'formats.md'), 'utf8');

/** What the table of a section says of each property in its second column. */
function tableOf(section: string): ReadonlyMap<string, string> {
  const [, rest = ''] = text.split(`## ${section}\n`);
  const [table = ''] = rest.split('\n## ');
  return new Map(
    [...table.matchAll(/^\| `([^`]+)` \| (\w+) \|/gm)].map(([, property = '', says = '']) => [property, says]),
  );
}

/** The row that holds for a property: the longest one that it is or stands below. */
function rowFor(property: string, table: ReadonlyMap<string, string>): string | undefined {
  return [...table.keys()]
    .filter((row) => property === row || (/^[.[{]/.test(property.slice(row.length)) && property.startsWith(row)))
    .sort((a, b) => b.length - a.length)[0];
}

describe('docs/formats.md', () => {
  test.each<[section: string, type: string, parts: fc.Arbitrary<Api>]>([
    ['REST APIs', 'RestApi', restApis.map((api) => openApiPart(api))],
    ['REST APIs in Swagger 2.0', 'RestApi', restApis.map((api) => swaggerPart(api))],
    ['REST APIs as CloudFormation resources', 'RestApi', restApis.map((api) => resourcePart(api))],
    ['HTTP APIs', 'HttpApi', httpApis.map((api) => openApiPart(api))],
    ['HTTP APIs as CloudFormation resources', 'HttpApi', httpApis.map((api) => resourcePart(api))],
    ['WebSocket APIs', 'WebSocketApi', webSocketApis.map((api) => cloudFormationPart(api))],
  ])('says of %s what their parts carry', (section, type, apis) => {
    const properties = modelProperties(type);
    const parts = new PropertyCounter(properties);
    for (const api of fc.sample(apis, { numRuns: 300, seed: 1 })) parts.count(api);
    const table = tableOf(section);
    const lost = new Set(parts.missing());
    const wrong = [...properties].filter((property) => {
      const row = rowFor(property, table);
      // What only holds other rows together (`endpoint`) has none of its own.
      if (row === undefined) return ![...table.keys()].some((longer) => longer.startsWith(`${property}.`));
      // An API has the list of its stages even when it is empty.
      if (table.get(row) === 'given' || property === 'stages') return false;
      return (table.get(row) === 'yes') === lost.has(property);
    });
    expect(wrong).toEqual([]);
    expect([...table.keys()].filter((row) => !properties.has(row))).toEqual([]);
  });
});
