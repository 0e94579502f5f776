import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

import { NO_FILES, type TemplateFiles } from '../../lib/import/cloudformation/template-files.js';
import { applyTransforms } from '../../lib/import/cloudformation/transforms.js';
import { expandSam } from '../../lib/import/sam/expand-sam.js';
import type { Json } from '../../lib/model/json.js';
import { canonicalJson } from '../../lib/support/canonical-json.js';
import { readTemplate, type JsonMap } from '../import/sam/read-template.js';
import { findCorpus, type Corpus, type CorpusEntry } from '../support/corpus.js';

/**
 * Our expansion against the translator's own, of every SAM template of the corpus that has both: every resource that an
 * API consists of or calls, under its logical id.
 *
 * Not expanded, and so not compared: events other than `Api` and `HttpApi` with their event source mappings, rules,
 * subscriptions and permissions; connectors; `EventInvokeConfig`, `DeploymentPreference` and `CapacityProviderConfig` of
 * functions; policy templates; GraphQL APIs.
 *
 * Three things make no difference: the digits of the logical ids of deployments, which nothing can refer to, and of
 * versions, which tell where code was packaged to; that place itself; the order of lists that the translator fills in
 * Python's order of keys.
 */
const COMPARED = /^AWS::(ApiGateway|ApiGatewayV2)::|^AWS::Lambda::(Function|Permission)$/;
const API_GATEWAY = 'apigateway.amazonaws.com';
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
    template = packageDefinitions(readTemplate(readFileSync(join(corpus.folder, 'templates', file), 'utf8'), file));
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
  const ours = comparedResources(expanded);
  const theirs = comparedResources(compiled);
  const differences = [...new Set([...ours.keys(), ...theirs.keys()])].filter((id) => ours.get(id) !== theirs.get(id));
  return { file, differences };
}

/** Canonical JSON by logical id. */
function comparedResources(template: JsonMap): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(asMap(template.Resources))
      .map(([id, resource]) => [id, asMap(resource)] as const)
      .filter(([, resource]) => isCompared(resource))
      .map(([id, resource]) => [withoutDigits(id), withoutDigits(canonicalJson(sortLists(withoutCode(resource))))]),
  );
}

function isCompared({ Type, Properties }: JsonMap): boolean {
  if (typeof Type !== 'string' || !COMPARED.test(Type)) return false;
  return Type !== 'AWS::Lambda::Permission' || asMap(Properties).Principal === API_GATEWAY;
}

function withoutCode(resource: JsonMap): JsonMap {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const { Code: _, Layers: __, ...others } = asMap(resource.Properties);
  return { ...resource, Properties: others };
}

function withoutDigits(text: string): string {
  return text.replace(/(?<=Deployment|Version)[0-9a-f]{10}\b/g, '').replace(/(?<=deployment id: )[0-9a-f]{40}/g, '');
}

/** Lists that stand for sets: tags, statements and resources of a policy, the APIs of a shared plan. */
const SETS = new Set(['Tags', 'tags', 'Statement', 'Resource', 'DependsOn', 'ApiStages', 'StageKeys', 'RecordSets']);

function sortLists(json: Json, key = ''): Json {
  if (Array.isArray(json)) {
    const items = (json as readonly Json[]).map((item) => sortLists(item));
    return SETS.has(key) ? items.sort((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1)) : items;
  }
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, sortLists(member, name)]));
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

function asMap(json: Json | undefined): JsonMap {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonMap) : {};
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
