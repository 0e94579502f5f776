import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const TSX = join(ROOT, 'node_modules', '.bin', 'tsx');
const run = promisify(execFile);

/** The folders of the examples that are CDK apps. */
export const EXAMPLE_APPS: readonly string[] = readdirSync(join(ROOT, 'examples'))
  .map((name) => join(ROOT, 'examples', name))
  .filter((folder) => existsSync(join(folder, 'cdk.json')));

/** The golden templates. */
export const GOLDEN_TEMPLATES: readonly string[] = readdirSync(join(ROOT, 'test', 'golden'))
  .map((name) => join(ROOT, 'test', 'golden', name, 'template.json'))
  .filter(existsSync);

/** Synthesizes the app of a folder as the CDK's command line does, and returns its templates. */
export async function synthesizeApp(folder: string, outdir: string): Promise<readonly string[]> {
  const out = join(outdir, basename(folder));
  const { app } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { readonly app: string };
  await run(TSX, [join(folder, app.replace('npx tsx ', ''))], {
    cwd: folder,
    env: { ...process.env, CDK_OUTDIR: out, CDK_VALIDATION: 'false' },
  });
  return templatesIn(out);
}

/** The templates of an assembly, nested ones too. */
export function templatesIn(outdir: string): readonly string[] {
  return readdirSync(outdir)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => join(outdir, file));
}

/** Keeps a template that a test synthesizes, for those who look at all of them: in the folder SLUICE_TEMPLATES, if set. */
export function keepTemplate(template: unknown): void {
  const folder = process.env.SLUICE_TEMPLATES;
  if (folder === undefined) return;
  const text = JSON.stringify(template, undefined, 2);
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.template.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
