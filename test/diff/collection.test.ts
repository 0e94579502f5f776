import { describe, expect, test } from 'vitest';
import { CHANGE_KINDS, diffCollections, type ChangeKind } from '../../lib/diff/index.js';
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
