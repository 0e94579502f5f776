/** `npm run docs`: the reference of the library's entries, made of their docstrings, in `docs/reference`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printReference } from './print-reference.js';
import { openProgram, readEntry } from './read-entry.js';

const ROOT = join(__dirname, '..', '..');

/** The source of each entry that the package exports, by the name that users import. */
export function entriesOf(root: string): ReadonlyMap<string, string> {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, string>>;
  };
  return new Map(
    Object.entries(exports)
      .filter(([, file]) => file.endsWith('.js'))
      .map(([name, file]) => [
        name.replace(/^\./, 'sluice'),
        join(root, file.replace('./dist/', '').replace(/\.js$/, '.ts')),
      ]),
  );
}

export function writeReference(folder: string): void {
  const entries = entriesOf(ROOT);
  const program = openProgram([...entries.values()], join(ROOT, 'tsconfig.json'));
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of entries) {
    const page = join(folder, `${name.replace('/', '-')}.md`);
    writeFileSync(page, printReference(name, readEntry(program, file)));
    process.stdout.write(`${page}\n`);
  }
}

if (require.main === module) writeReference(join(ROOT, 'docs', 'reference'));
