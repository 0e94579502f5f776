import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

import { NO_FILES, type TemplateFiles } from '../../lib/import/cloudformation/template-files.js';
import { applyTransforms } from '../../lib/import/cloudformation/transforms.js';
import { expandSam } from '../../lib/import/sam/expand-sam.js';
import type { Json } from '../../lib/model/json.js';
import { readTemplate, type JsonMap } from '../import/sam/read-template.js';
import { findCorpus, type Corpus, type CorpusEntry } from '../support/corpus.js';
import { asMap, differingResources, packageFiles } from '../support/sam-templates.js';

/** Where the corpus was compiled. */
const REGION = 'us-east-1';

type Entry = CorpusEntry & { readonly source?: { readonly repo: string; readonly path: string } };

interface Outcome {
  readonly file: string;
  /** Logical ids that differ, are missing or too many; the parser's words when the source could not be read. */
  readonly differences: readonly string[];
}

/** The templates that are not equal, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'aws-samples__aws-serverless-shopping-cart__backend__shoppingcart-service.yaml':
    'on AWS the default of an SSM parameter is the name of the value; the translator alone takes it for the value',
  'aws-samples__serverless-coffee__01-appCore__template.yaml':
    'the corpus has neither of the two included files; read off the compiled bodies they go through the change of preflight headers twice',
  'aws__aws-sam-cli__tests__functional__commands__validate__lib__models__connector_with_non_id_source_and_destination.yaml':
    'connectors are not expanded, so the permissions that they make between resources are missing',
};

function comparePairs(corpus: Corpus): readonly Outcome[] {
  const folder = join(corpus.folder, 'templates');
  return readdirSync(folder)
    .filter((file) => file.includes('.sam-compiled.'))
    .map((compiled) => ({ compiled, file: compiled.slice(0, compiled.indexOf('.sam-compiled.')) }))
    .filter(({ file }) => existsSync(join(folder, file)))
    .map(({ compiled, file }) =>
      comparePair(corpus, file, JSON.parse(readFileSync(join(folder, compiled), 'utf8')) as JsonMap),
    );
}

function comparePair(corpus: Corpus, file: string, compiled: JsonMap): Outcome {
  let template: JsonMap;
  try {
    const source = readTemplate(readFileSync(join(corpus.folder, 'templates', file), 'utf8'), file);
    template = packageFiles(source, ['DefinitionUri']);
  } catch (error) {
    return { file, differences: [String(error)] };
  }
  // An included file that the corpus does not have is read off the compiled template.
  const document: TemplateFiles['document'] = ({ address = '' }) => {
    const found = includedFile(corpus, file, address) ?? includedInCompiled(template, compiled, address);
    return found === undefined
      ? { kind: 'missing', reason: 'the corpus does not have it' }
      : { kind: 'found', document: found, file: address, diagnostics: [] };
  };
  const expanded = applyTransforms(
    { name: file, template, files: { ...NO_FILES, document } },
    {
      parameter: () => undefined,
      values: {},
      expand: (input) => expandSam(input.template, { parameters: { 'AWS::Region': REGION } }).template,
      report: () => undefined,
    },
  );
  return { file, differences: differingResources(expanded, compiled) };
}

function includedFile(corpus: Corpus, file: string, location: string): Json | undefined {
  const entries: readonly Entry[] = corpus.entries;
  const source = entries.find((entry) => entry.file === `templates/${file}`)?.source;
  const path = posix.join(posix.dirname(source?.path ?? ''), location);
  const found = entries.find(
    (entry) => entry.kind === 'openapi' && entry.source?.repo === source?.repo && entry.source?.path === path,
  );
  if (found === undefined) return undefined;
  return readTemplate(readFileSync(join(corpus.folder, found.file), 'utf8'), found.file);
}

function includedInCompiled(template: JsonMap, compiled: JsonMap, location: string): Json | undefined {
  const including = Object.entries(asMap(template.Resources)).find(([, resource]) => {
    const body = asMap(asMap(asMap(resource).Properties).DefinitionBody);
    return asMap(asMap(body['Fn::Transform']).Parameters).Location === location;
  });
  return including === undefined ? undefined : asMap(asMap(asMap(compiled.Resources)[including[0]]).Properties).Body;
}

const corpus = findCorpus('expandSam() on the pairs of the corpus');

describe.runIf(corpus !== undefined)('expandSam() on the pairs of the corpus', () => {
  const outcomes = corpus === undefined ? [] : comparePairs(corpus);

  test('makes what the SAM translator makes, except where it is explained', () => {
    const differing = outcomes.filter(({ differences }) => differences.length > 0);
    console.log(`SAM pairs: ${outcomes.length - differing.length} of ${outcomes.length} equal`);
    expect(outcomes.length).toBeGreaterThan(150);
    expect(differing.filter(({ file }) => !Object.hasOwn(EXPLAINED, file))).toEqual([]);
    expect(differing.map(({ file }) => file).sort()).toEqual(Object.keys(EXPLAINED).sort());
  });
});
