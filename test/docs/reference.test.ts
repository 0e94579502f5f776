import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { entriesOf } from '../../docs/generator/main.js';
import { printReference } from '../../docs/generator/print-reference.js';
import { openProgram, readEntry, type DocumentedSymbol } from '../../docs/generator/read-entry.js';

const ROOT = join(__dirname, '..', '..');

/** The entries that users write against, whose names all have docstrings. */
const DOCUMENTED = ['sluice', 'sluice/testing', 'sluice/lambda'];

describe('npm run docs', () => {
  const entries = entriesOf(ROOT);
  const symbols = new Map<string, readonly DocumentedSymbol[]>();
  const read = (entry: string): readonly DocumentedSymbol[] => symbols.get(entry) ?? [];
  beforeAll(() => {
    const program = openProgram([...entries.values()], join(ROOT, 'tsconfig.json'));
    for (const entry of DOCUMENTED) symbols.set(entry, readEntry(program, entries.get(entry) ?? ''));
  }, 180_000);

  test('has a page for every entry of the package', () => {
    expect([...entries.keys()]).toEqual([
      'sluice',
      'sluice/model',
      'sluice/runtime',
      'sluice/vtl',
      'sluice/testing',
      'sluice/lambda',
    ]);
  });

  test.each(DOCUMENTED)('finds a docstring on every public name and prop of %s', (entry) => {
    const bare = read(entry).flatMap(({ name, documentation, members }) => [
      ...(documentation.text === '' ? [name] : []),
      ...members.filter((member) => member.documentation.text === '').map((member) => `${name}.${member.name}`),
    ]);
    expect(bare).toEqual([]);
    expect(read(entry)).not.toEqual([]);
  });

  test('prints props as a table with types and defaults', () => {
    const page = printReference(
      'sluice',
      read('sluice').filter(({ name }) => name === 'LatencyAlarmProps'),
    );
    expect(page).toBe(`# sluice

- [LatencyAlarmProps](#latencyalarmprops) (interface)

## LatencyAlarmProps

_interface_

When a percentile of a latency is too long.

| member | type | what it is | default |
| --- | --- | --- | --- |
| **above** | \`Duration\` | The time that the percentile may take. | required |
| percentile | \`number\` | The share of requests, in percent, that stay below. | 99 |
`);
  });

  test('prints a class with its base, its members and their examples', () => {
    const page = printReference(
      'sluice',
      read('sluice').filter(({ name }) => name === 'RestApi'),
    );
    expect(page).toContain('## RestApi\n\n_class_, of ');
    expect(page).toContain(
      '### static fromRestApiId\n\n`static fromRestApiId(scope: Construct, id: string, restApiId: string): IRestApi`',
    );
    expect(page).toContain('```ts\nconst api = new RestApi(this, ');
    expect(page).not.toContain('private readonly');
  });
});
