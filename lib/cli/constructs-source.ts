import { join, resolve } from 'node:path';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import type { ApiCollection } from '../model/api.js';
import { Names } from '../synth/constructs/names.js';
import { renderUsagePlans } from '../synth/constructs/usage-plan.js';
import { renderConstructs, type RenderedConstructs } from '../synth/constructs/index.js';
import { SluiceError } from '../support/sluice-error.js';
import { text } from './argument-values.js';
import { EXIT, type Arguments, type CommandIo } from './command.js';
import { Output } from './output.js';
import { openSource } from './source-options.js';
import { writeFiles } from './write-files.js';

/**
 * Writes the APIs of a source as TypeScript: `sluice import --to cdk`. What the source code does not have is a warning.
 *
 * @throws {SluiceError} `usage-invalid` for a source without an API, or several files without `--out`
 */
export async function writeConstructs(args: Arguments, io: CommandIo): Promise<number> {
  const output = new Output(io, args.json === true);
  const opened = await openSource(args, io);
  // As it was written: what is resolved is for this machine.
  const { collection: written, diagnostics } = opened.source;
  const asked = new Set(opened.collection.apis.map(({ id }) => id));
  const apis = written.apis.filter(({ id }) => asked.has(id));
  // Plans and keys are of the whole source, not of an API that is chosen.
  const isWhole = apis.length === written.apis.length;
  const collection = { ...written, apis, ...(!isWhole && { usagePlans: [], apiKeys: [] }) };
  const rendered = renderAll(collection, text(args.name));
  const files = rendered.flatMap((constructs) => constructs.files);
  const findings = [
    ...diagnostics.filter(({ severity }) => severity !== 'info'),
    ...gapsOf(collection),
    ...rendered.flatMap((constructs) => constructs.diagnostics),
  ];
  const out = text(args.out);
  const [only, ...others] = files;
  if (out === undefined && args.json !== true && others.length > 0) {
    throw new SluiceError('usage-invalid', `Cannot write ${files.length} files to standard output`, {
      hint: 'Give --out folder, or one API with --api',
    });
  }
  if (out !== undefined) writeFiles(resolve(io.cwd, out), files);
  output.diagnostics(findings);
  if (args.json === true) {
    output.document({
      apis: rendered.map(({ className, connections }) => ({
        className,
        props: connections.map(({ kind, name }) => ({ kind, name })),
      })),
      files: out === undefined ? files : files.map(({ name }) => ({ name: join(out, name) })),
      diagnostics: findings,
    });
  } else if (out !== undefined) {
    output.line(`Wrote ${files.map(({ name }) => join(out, name)).join(', ')}`);
  } else if (only !== undefined) {
    io.stdout.write(only.text);
  }
  return EXIT.ok;
}

function renderAll(collection: ApiCollection, name: string | undefined): readonly RenderedConstructs[] {
  const { apis, usagePlans, apiKeys } = collection;
  if (apis.length === 0)
    throw new SluiceError('usage-invalid', 'The source has no API; source code is written of APIs');
  if (name !== undefined && !/^[A-Z]\w*$/.test(name)) {
    throw new SluiceError(
      'usage-invalid',
      `Cannot name a class "${name}": expected a capital letter, then letters and digits`,
    );
  }
  if (name !== undefined && apis.length > 1) {
    throw new SluiceError('usage-invalid', `Cannot use --name for ${apis.length} APIs`, {
      hint: 'Choose one of them with --api',
    });
  }
  const names = new Names();
  const constructs = apis.map((api) => {
    const first = renderConstructs(api, name === undefined ? {} : { className: name });
    const taken = names.takeWord(first.className);
    return taken === first.className ? first : renderConstructs(api, { className: taken });
  });
  if (usagePlans.length === 0 && apiKeys.length === 0) return constructs;
  return [...constructs, renderUsagePlans(collection, names.takeWord('UsagePlans'))];
}

/** What is not part of the source code, by name. */
function gapsOf({ domainNames, vpcLinks }: ApiCollection): readonly Diagnostic[] {
  const named = [
    ...domainNames.map(({ id }) => [id, 'domain name'] as const),
    ...vpcLinks.map(({ id }) => [id, 'VPC link'] as const),
  ];
  return named.map(([id, what]) =>
    diagnostic('not-representable', { element: id }, `The source code does not have this ${what}`),
  );
}
