import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE_KINDS, diffApi, diffCollections, type Change } from '../../lib/diff/index.js';
import { deployable, normalize, type Api, type ApiCollection } from '../../lib/model/index.js';
import { isList } from '../../lib/support/is-list.js';
import { isObject } from '../../lib/support/is-object.js';
import { canonicalJson } from '../../lib/support/canonical-json.js';
import { restApis } from '../support/arbitrary-api.js';
import { collections, SECRET } from '../support/arbitrary-collection.js';
import { httpApis } from '../support/arbitrary-http-api.js';
import { webSocketApis } from '../support/arbitrary-websocket-api.js';
import { modelProperties } from '../support/model-properties.js';
import { editOnce, uneditedProperties, type Choice, type Unit } from '../support/single-edits.js';
import { COLLECTION_UNITS, HTTP_UNITS, REST_UNITS, WEBSOCKET_UNITS } from './diff-units.js';

const RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 300), 3_000);
const TIMEOUT_MS = 60_000 + 100 * RUNS;

const PROTOCOLS: readonly (readonly [
  what: string,
  model: 'RestApi' | 'HttpApi' | 'WebSocketApi',
  apis: fc.Arbitrary<Api>,
  units: readonly Unit[],
])[] = [
  ['REST APIs', 'RestApi', restApis, REST_UNITS],
  ['HTTP APIs', 'HttpApi', httpApis, HTTP_UNITS],
  ['WebSocket APIs', 'WebSocketApi', webSocketApis, WEBSOCKET_UNITS],
];

/** What every API of a protocol has alike, or what API Gateway has only for another protocol. */
const CONSTANT = {
  RestApi: ['protocol'],
  HttpApi: ['protocol'],
  WebSocketApi: ['protocol', 'authorizers[].type'],
} as const;

const choices: fc.Arbitrary<Choice> = fc.tuple(fc.nat(), fc.nat(), fc.boolean());

describe.each(PROTOCOLS)('diffApi() of %s', (_what, model, apis, units) => {
  test('every property of the model is edited by one of the units below', () => {
    expect(uneditedProperties(modelProperties(model), units)).toEqual(CONSTANT[model]);
  });

  test(
    `a single edit is one change, classified as the table says; no edit is none, ${RUNS} times`,
    () => {
      const edited = new Set<string>();
      const edits = fc.tuple(apis, apis, fc.array(fc.tuple(fc.nat(), choices), { minLength: 8, maxLength: 16 }));
      fc.assert(
        fc.property(edits, ([api, donor, chosen]) => {
          expect(diffApi(api, JSON.parse(JSON.stringify(api)) as Api)).toEqual([]);
          for (const [which, choice] of chosen) {
            const unit = units[which % units.length];
            const changed = unit && editOnce(api, donor, unit, choice);
            if (unit === undefined || changed === undefined) continue;
            if (expectOneChange(api, changed, unit)) edited.add(unit.pattern);
          }
        }),
        { numRuns: RUNS },
      );
      if (RUNS >= 1_000) expect(units.filter(({ pattern }) => !edited.has(pattern))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    `no difference is lost and none is reported twice, ${RUNS} times`,
    () => {
      fc.assert(
        fc.property(apis, apis, (before, after) => {
          const changes = diffApi(before, after);
          expect(changes.length > 0).toBe(canonicalJson(normalize(before)) !== canonicalJson(normalize(after)));
          const places = changes.map(({ kind, place }) => canonicalJson([kind, place]));
          expect(new Set(places).size).toBe(places.length);
          expect(changes.filter(({ kind }) => kind === 'changed')).toEqual([]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});

/** Collections are small beside the APIs above: fewer runs reach every edit. */
const COLLECTION_RUNS = Math.min(Number(process.env.SLUICE_RUNS ?? 100), 3_000);

describe('diffCollections()', () => {
  test('every property beside the APIs is edited by one of the units', () => {
    const beside = [...modelProperties('ApiCollection')].filter((property) => !property.startsWith('apis'));
    expect(uneditedProperties(new Set(beside), COLLECTION_UNITS)).toEqual([]);
  });

  test(
    `a single edit is one change, classified as the table says; no edit is none, ${COLLECTION_RUNS} times`,
    () => {
      const edited = new Set<string>();
      const edits = fc.tuple(
        collections,
        collections,
        fc.array(fc.tuple(fc.nat(), choices), { minLength: 8, maxLength: 16 }),
      );
      fc.assert(
        fc.property(edits, ([before, donor, chosen]) => {
          expect(diffCollections(before, JSON.parse(JSON.stringify(before)) as ApiCollection)).toEqual([]);
          for (const [which, choice] of chosen) {
            const unit = COLLECTION_UNITS[which % COLLECTION_UNITS.length];
            const after = unit && editOnce(before, donor, unit, choice);
            if (unit === undefined || after === undefined || !hasUniqueIds(after)) continue;
            const isSame = canonicalJson(before) === canonicalJson(after);
            const changes = diffCollections(before, after);
            expect(changes, `an edit of ${unit.pattern}`).toHaveLength(isSame ? 0 : 1);
            expect(JSON.stringify(changes)).not.toContain(SECRET);
            for (const change of changes) {
              expectClassified(change, unit, before, after);
              expect(change.needsDeployment).toBe(change.kind === 'api-added');
              edited.add(unit.pattern);
            }
          }
        }),
        { numRuns: COLLECTION_RUNS },
      );
      if (COLLECTION_RUNS >= 1_000) expect(COLLECTION_UNITS.filter(({ pattern }) => !edited.has(pattern))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    `a new id is one change, wherever the id is referred to, ${COLLECTION_RUNS} times`,
    () => {
      fc.assert(
        fc.property(collections, (before) => {
          for (const { id } of Object.values(before).flat() as { id: string }[]) {
            const after = JSON.parse(
              JSON.stringify(before).replaceAll(JSON.stringify(id), JSON.stringify(`New${id}`)),
            ) as ApiCollection;
            expect(diffCollections(before, after).map(({ kind }) => kind)).toEqual(['id-changed']);
          }
        }),
        { numRuns: COLLECTION_RUNS },
      );
    },
    TIMEOUT_MS,
  );
});

function hasUniqueIds(collection: ApiCollection): boolean {
  return Object.values(collection).every(
    (items: readonly { readonly id: string }[]) => new Set(items.map(({ id }) => id)).size === items.length,
  );
}

/** Whether there is a change: what API Gateway fills in may be what the edit writes. */
function expectOneChange(before: Api, after: Api, unit: Unit): boolean {
  const [was, is] = [normalize(before), normalize(after)];
  const changes = diffApi(before, after);
  if (canonicalJson(was) === canonicalJson(is)) {
    expect(changes).toEqual([]);
    return false;
  }
  expect(changes, `an edit of ${unit.pattern}`).toHaveLength(1);
  const [change] = changes;
  if (change === undefined) return false;
  expectClassified(change, unit, was, is);
  const isDeployed = canonicalJson(deployable(was)) !== canonicalJson(deployable(is));
  expect(change.needsDeployment).toBe(isDeployed);
  return true;
}

function expectClassified(change: Change, { kinds }: Unit, before: unknown, after: unknown): void {
  if (change.kind === 'rewritten') expect(unordered(after)).toBe(unordered(before));
  else expect(kinds).toContain(change.kind);
  expect(change.breaking).toBe(CHANGE_KINDS[change.kind].breaking);
}

/** The data without the order of lists, and without what is empty or switched off. */
function unordered(value: unknown): string {
  if (isList(value)) return `[${value.map(unordered).sort().join()}]`.replace('[]', '');
  if (!isObject(value)) return value === false ? '' : JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => [name, unordered(member)] as const);
  return members
    .filter(([, member]) => member !== '')
    .map(([name, member]) => `${name}:${member}`)
    .sort()
    .join();
}
