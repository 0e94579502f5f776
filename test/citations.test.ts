import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '..');

describe('what the repository cites is in it', () => {
  test('the links of its documents', () => {
    const files = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs', '.md'), ...filesIn('test/conformance', '.md')];
    const broken = files.flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)]
        .map(([, target = '']) => target.replace(/#.*/, ''))
        .filter((target) => !existsSync(join(ROOT, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('the pages about AWS, with their sections, and the recorded responses', () => {
    const files = ['lib', 'bench', 'test'].flatMap((folder) => filesIn(folder, '.ts'));
    const citations = files.flatMap((file) => citationsIn(read(file)).map((citation) => ({ file, ...citation })));
    expect(citations.length).toBeGreaterThan(20);
    expect(citations.filter(({ path, sections }) => !isThere(path, sections))).toEqual([]);
  });
});

interface Citation {
  readonly path: string;
  readonly sections: readonly string[];
}

/** `docs/aws/vtl.md sections 3 and 4`, `test/conformance/vtl/set.jsonl`; a comment may break the line in between. */
function citationsIn(source: string): readonly Citation[] {
  const text = source.replace(/\n\s*(?:\*|\/\/)\s*/g, ' ');
  const pattern = /\b((?:docs\/aws|test\/conformance)(?:\/[\w.-]*\w)*)((?: sections? \d+(?:(?:,| and| to) \d+)*)?)/g;
  return [...text.matchAll(pattern)].map(([, path = '', sections = '']) => ({
    path,
    sections: sections.match(/\d+/g) ?? [],
  }));
}

function isThere(path: string, sections: readonly string[]): boolean {
  if (!existsSync(join(ROOT, path))) return false;
  return sections.every((section) => read(path).includes(`\n## ${section}. `));
}

function filesIn(folder: string, extension: string): readonly string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(extension)).map((name) => join(folder, name));
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
