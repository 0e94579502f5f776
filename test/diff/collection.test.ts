import { describe, expect, test } from 'vitest';
import { CHANGE_KINDS, diffCollections, type ChangeKind } from '../../lib/diff/index.js';
import { EMPTY_COLLECTION, reference, type Api, type ApiCollection } from '../../lib/model/index.js';
import { EXAMPLES, type Example } from './examples.js';

const examples = (Object.keys(CHANGE_KINDS) as ChangeKind[]).flatMap((kind) =>
  EXAMPLES[kind].map((example, index): [kind: ChangeKind, number: number, example: Example] => [
    kind,
    index + 1,
    example,
  ]),
);

describe('diffCollections() reports one difference once, classified as the table says', () => {
  test.each(examples)('%s, example %i', (kind, _number, { before, after }) => {
    const changes = diffCollections(before, after);
    expect(changes.map((change) => change.kind)).toEqual([kind]);
    const [change] = changes;
    const { breaking, deployment } = CHANGE_KINDS[kind];
    expect(change?.breaking).toBe(breaking);
    if (deployment !== 'place') expect(change?.needsDeployment).toBe(deployment === 'needed');
    expect(diffCollections(before, before)).toEqual([]);
  });
});

describe('diffCollections() matches', () => {
  const api = (id: string, name: string): Api => ({ protocol: 'REST', id, name, resources: [], stages: [] });
  const collection = (...apis: readonly Api[]): ApiCollection => ({ ...EMPTY_COLLECTION, apis });

  test.each<[how: string, before: readonly Api[], after: readonly Api[], kinds: readonly ChangeKind[]]>([
    ['by id', [api('A', 'a'), api('B', 'b')], [api('B', 'a'), api('A', 'b')], ['api-renamed', 'api-renamed']],
    ['else by name', [api('A', 'a'), api('B', 'b')], [api('D', 'b'), api('C', 'a')], ['id-changed', 'id-changed']],
    ['else what is left of a protocol', [api('A', 'a')], [api('B', 'b')], ['api-renamed', 'id-changed']],
    [
      'nothing where several are left',
      [api('A', 'a'), api('B', 'b')],
      [api('C', 'c')],
      ['api-added', 'api-removed', 'api-removed'],
    ],
  ])('%s', (_how, before, after, kinds) => {
    expect(diffCollections(collection(...before), collection(...after)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('references to an API by its new id', () => {
    const refer = (id: string): ApiCollection => ({
      ...collection(api(id, 'a')),
      usagePlans: [{ id: 'Plan', apiStages: [{ api: reference(id), stage: 'prod' }], apiKeys: [] }],
      domainNames: [
        {
          id: 'Domain',
          name: 'a.example',
          mappings: [{ api: id, stage: 'prod' }],
          routingRules: [
            {
              id: 'Rule',
              priority: 1,
              conditions: [],
              invokeApi: { api: reference(id), stage: 'prod', stripBasePath: false },
            },
          ],
        },
      ],
    });
    expect(diffCollections(refer('A'), refer('B')).map(({ kind }) => kind)).toEqual(['id-changed']);
  });

  test('references to a key by its new id', () => {
    const refer = (id: string): ApiCollection => ({
      ...EMPTY_COLLECTION,
      usagePlans: [{ id: 'Plan', apiStages: [], apiKeys: [reference(id)] }],
      apiKeys: [{ id, name: 'a', enabled: true }],
    });
    expect(diffCollections(refer('A'), refer('B')).map(({ kind }) => kind)).toEqual(['id-changed']);
  });

  test('no API of another protocol', () => {
    const http: Api = { protocol: 'HTTP', id: 'A', name: 'a', authorizers: [], routes: [], stages: [] };
    const changes = diffCollections(collection(api('A', 'a')), collection(http));
    expect(changes.map(({ kind }) => kind)).toEqual(['api-added', 'api-removed']);
  });
});
