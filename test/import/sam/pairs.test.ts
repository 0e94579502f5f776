import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

import { expandSam } from '../../../lib/import/sam/expand-sam.js';
import type { Json } from '../../../lib/model/json.js';
import { canonicalJson } from '../../../lib/support/canonical-json.js';
import { findCorpus, type Corpus, type CorpusEntry } from '../../support/corpus.js';
import { readTemplate, type JsonMap } from './read-template.js';

/**
 * Our expansion against the translator's own, of every SAM template of the corpus that has both: API Gateway's resources
 * and Lambda permissions, with their logical ids and the hashes of deployments.
 */
const COMPARED = /^"AWS::(ApiGateway|ApiGatewayV2|Lambda::Permission)/;
/** Where the corpus was compiled. */
const REGION = 'us-east-1';
const LEAST_EQUAL = 0.95;

type Entry = CorpusEntry & { readonly source?: { readonly repo: string; readonly path: string } };

interface Outcome {
  readonly file: string;
  /** Logical ids that differ, are missing or too many; the parser's words when the source could not be read. */
  readonly differences: readonly string[];
  /** Whether a file that the template includes is not in the corpus, and was taken from the compiled template. */
  readonly isIncomplete: boolean;
}

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
    template = packageDefinitions(readTemplate(readFileSync(join(corpus.folder, 'templates', file), 'utf8'), file));
  } catch (error) {
    return { file, differences: [String(error)], isIncomplete: false };
  }
  let isIncomplete = false;
  const readFile = (location: string): unknown => {
    const found = includedFile(corpus, file, location);
    if (found !== undefined) return found;
    const shown = includedInCompiled(template, compiled, location);
    isIncomplete ||= shown !== undefined;
    return shown;
  };
  const expanded = expandSam(template, { parameters: { 'AWS::Region': REGION }, readFile });
  const ours = comparedResources(expanded.template, template);
  const theirs = comparedResources(compiled, template);
  const differences = [...new Set([...ours.keys(), ...theirs.keys()])].filter((id) => ours.get(id) !== theirs.get(id));
  return { file, differences, isIncomplete };
}

/** Canonical texts by logical id. What `AlwaysDeploy` hashes is the second of the compilation, and is left out. */
function comparedResources(template: JsonMap, source: JsonMap): ReadonlyMap<string, string> {
  const always = Object.entries(asMap(source.Resources))
    .filter(([, resource]) => asMap(asMap(resource).Properties).AlwaysDeploy === true)
    .map(([id]) => id);
  const withoutTime = (text: string): string =>
    always.reduce((left, id) => left.replace(new RegExp(`${id}Deployment[0-9a-f]{10}`, 'g'), `${id}Deployment`), text);
  return new Map(
    Object.entries(asMap(template.Resources))
      .filter(([, resource]) => COMPARED.test(JSON.stringify(asMap(resource).Type)))
      .map(([id, resource]) => {
        const text = canonicalJson(resource);
        const isTimed = withoutTime(id) !== id;
        return [withoutTime(id), withoutTime(isTimed ? text.replace(/id: [0-9a-f]{40}/, 'id: ') : text)];
      }),
  );
}

/** The corpus was compiled with local definitions replaced by addresses in S3. */
function packageDefinitions(template: JsonMap): JsonMap {
  const resources = Object.entries(asMap(template.Resources)).map(([id, resource]) => {
    const properties = asMap(asMap(resource).Properties);
    const uri = properties.DefinitionUri;
    if (typeof uri !== 'string' || uri.startsWith('s3:')) return [id, resource] as const;
    const DefinitionUri = `s3://bucket/${uri.replace(/^[./]+/, '')}`;
    return [id, { ...asMap(resource), Properties: { ...properties, DefinitionUri } }] as const;
  });
  return { ...template, Resources: Object.fromEntries(resources) };
}

function includedFile(corpus: Corpus, file: string, location: string): unknown {
  const entries: readonly Entry[] = corpus.entries;
  const source = entries.find((entry) => entry.file === `templates/${file}`)?.source;
  const path = posix.join(posix.dirname(source?.path ?? ''), location);
  const found = entries.find(
    (entry) => entry.kind === 'openapi' && entry.source?.repo === source?.repo && entry.source?.path === path,
  );
  if (found === undefined) return undefined;
  return readTemplate(readFileSync(join(corpus.folder, found.file), 'utf8'), found.file);
}

function includedInCompiled(template: JsonMap, compiled: JsonMap, location: string): unknown {
  const including = Object.entries(asMap(template.Resources)).find(([, resource]) => {
    const body = asMap(asMap(asMap(resource).Properties).DefinitionBody);
    return asMap(asMap(body['Fn::Transform']).Parameters).Location === location;
  });
  return including === undefined ? undefined : asMap(asMap(asMap(compiled.Resources)[including[0]]).Properties).Body;
}

function asMap(json: Json | undefined): JsonMap {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonMap) : {};
}

function readExplained(): ReadonlyMap<string, string> {
  const lines = readFileSync(join(__dirname, 'explained.txt'), 'utf8').split('\n');
  return new Map(
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [file = '', ...why] = line.split(': ');
        return [file, why.join(': ')] as const;
      }),
  );
}

const corpus = findCorpus();

describe.runIf(corpus !== undefined)('expandSam() on the pairs of the corpus', () => {
  const outcomes = corpus === undefined ? [] : comparePairs(corpus);
  const isEqual = ({ differences }: Outcome): boolean => differences.length === 0;
  const complete = outcomes.filter(({ isIncomplete }) => !isIncomplete);

  test('makes what the SAM translator makes', () => {
    const counts = [outcomes, complete].map((pairs) => `${pairs.filter(isEqual).length} of ${pairs.length}`);
    console.log(`SAM pairs: ${counts.join(' equal, ')} of those whose included files are at hand`);
    expect(outcomes.length).toBeGreaterThan(150);
    expect(outcomes.filter(isEqual).length / outcomes.length).toBeGreaterThanOrEqual(LEAST_EQUAL);
  });

  test('differs where explained.txt says why, and nowhere else', () => {
    const differing = outcomes.filter((outcome) => !isEqual(outcome));
    const explained = readExplained();
    expect(differing.filter(({ file }) => !explained.has(file))).toEqual([]);
    expect([...explained.keys()].sort()).toEqual(differing.map(({ file }) => file).sort());
  });

  test('differs in nothing but deployments where an included file was read off the compiled template', () => {
    // These two bodies went through the translator before, which nests the headers of a preflight each time.
    const changedTwice = ['RESTApiConfigService', 'RESTApiForOrderManager'];
    const others = outcomes
      .filter(({ isIncomplete }) => isIncomplete)
      .flatMap(({ differences }) => differences)
      .filter((id) => !/Deployment[0-9a-f]{10}$|Stage$/.test(id) && !changedTwice.includes(id));
    expect(others).toEqual([]);
  });
});
