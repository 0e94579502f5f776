import { diffCollections, type Change } from '../../diff/index.js';
import { isValueName } from '../../import/source/known-names.js';
import { EMPTY_COLLECTION, type Api, type ApiCollection } from '../../model/api.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { SluiceError } from '../../support/sluice-error.js';
import { assignments, text } from '../argument-values.js';
import { EXIT, type Arguments, type Command, type CommandIo } from '../command.js';
import { changeDocument } from '../diff/change-document.js';
import { groupChanges } from '../diff/change-groups.js';
import { printMarkdown } from '../diff/print-markdown.js';
import { printText } from '../diff/print-text.js';
import { Output } from '../output.js';
import { isCalled, listApis, openSource, SOURCE_OPTIONS, type OpenedSource } from '../source-options.js';
import { checkGivenNames } from '../unknown-names.js';

const { 'api-keys': _apiKeys, ...OPTIONS } = SOURCE_OPTIONS;

export const diff: Command = {
  name: 'diff <before> <after>',
  describe: 'Show what changed between two sources in API terms, what breaks clients and what needs a deployment',
  positional: [
    { name: 'before', describe: 'CDK app (its folder), assembly, template or OpenAPI document' },
    { name: 'after', describe: 'The same, changed; it may be of another kind' },
  ],
  options: {
    ...OPTIONS,
    stage: { type: 'string', describe: 'Only this stage, beside what is deployed' },
    markdown: { type: 'boolean', default: false, describe: 'Tables for a pull request' },
    'fail-on': {
      choices: ['breaking', 'any'] as const,
      describe: 'Exit with 1 when a change breaks clients, or when there is any change; default: never',
    },
  },
  examples: [
    ['diff main.yaml pets.yaml', 'what a document changes'],
    ['diff main/cdk.out cdk.out --fail-on breaking', 'a check of a pipeline: exit code 1 when clients break'],
    ['diff main.yaml pets.yaml --markdown', 'for the description of a pull request'],
    ['diff main.json template.json --api Pets --stage prod --json', 'one API and stage, for machines'],
  ],
  async run(args, io) {
    if (args.json === true && args.markdown === true) {
      throw new SluiceError('usage-invalid', '--json and --markdown exclude each other; expected one of them');
    }
    const [before, after] = await openBoth(args, io);
    const collections = [partOf(before, args), partOf(after, args)] as const;
    checkAsked(args, [before, after], collections);
    const output = new Output(io, args.json === true);
    const changes = changesBetween(before, after, collections);
    const diagnostics = distinct([...before.source.diagnostics, ...after.source.diagnostics]);
    if (args.json === true) output.document(changeDocument(changes, diagnostics));
    else {
      output.diagnostics(diagnostics);
      const groups = groupChanges(changes, [collections[1], collections[0]]);
      if (args.markdown === true) io.stdout.write(printMarkdown(groups, changes));
      else printText(groups, changes, output);
    }
    const failing = args['fail-on'];
    const fails = changes.some(({ breaking }) => failing === 'any' || (failing === 'breaking' && breaking === failing));
    return fails ? EXIT.findings : EXIT.ok;
  },
};

/** A document's API has the name of its file as its id, which is not part of the definition. */
function changesBetween(
  before: OpenedSource,
  after: OpenedSource,
  [was, is]: readonly [ApiCollection, ApiCollection],
): readonly Change[] {
  const hasDocument = before.source.kind === 'openapi' || after.source.kind === 'openapi';
  return diffCollections(was, is).filter(
    ({ kind, place }) => !hasDocument || kind !== 'id-changed' || place.api === undefined,
  );
}

/** Opens both sources; a template parameter may be one that only one of them has. */
async function openBoth(args: Arguments, io: CommandIo): Promise<readonly [OpenedSource, OpenedSource]> {
  const { before, after, api: _api, stage: _stage, ...others } = args;
  const open = (source: unknown, stable: unknown): Promise<OpenedSource> =>
    openSource({ ...others, source, stable }, io);
  const both = [await open(before, after), await open(after, before)] as const;
  for (const name of Object.keys(assignments(args['template-parameter'], '--template-parameter'))) {
    if (both.some(({ source }) => isValueName(source, name))) continue;
    checkGivenNames(both[1], { lambda: [], templateParameter: [name] });
  }
  return both;
}

/** What is compared, as it was written: what is resolved is for this machine. */
function partOf({ source: { collection } }: OpenedSource, args: Arguments): ApiCollection {
  const [asked, stage] = [text(args.api), text(args.stage)];
  const ofApi =
    asked === undefined
      ? collection
      : { ...EMPTY_COLLECTION, apis: collection.apis.filter((api) => isCalled(api, asked)) };
  return stage === undefined ? ofApi : { ...ofApi, apis: ofApi.apis.map((api) => withStage(api, stage)) };
}

function withStage(api: Api, asked: string): Api {
  const isAsked = ({ name }: { readonly name: string }): boolean => name === asked;
  return { ...api, stages: (api.stages as readonly { readonly name: string }[]).filter(isAsked) };
}

/** @throws {SluiceError} for an API or a stage that neither source has */
function checkAsked(args: Arguments, opened: readonly OpenedSource[], parts: readonly ApiCollection[]): void {
  const all = opened.flatMap(({ source }) => source.collection.apis);
  const apis = parts.flatMap((part) => part.apis);
  if (apis.length === 0 && all.length > 0) {
    throw new SluiceError('source-without-api', `Cannot find the API "${text(args.api) ?? ''}"`, {
      hint: `Available APIs: ${listApis(all)}`,
    });
  }
  const stages = new Set(all.flatMap((api) => api.stages.map(({ name }) => name)));
  const stage = text(args.stage);
  if (stage === undefined || stages.size === 0 || stages.has(stage)) return;
  throw new SluiceError('source-without-stage', `Cannot find the stage "${stage}"`, {
    hint: `Available stages: ${[...stages].join(', ')}`,
  });
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [canonicalJson(one), one])).values()];
}
