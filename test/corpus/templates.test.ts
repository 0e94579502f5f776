import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { loadSource } from '../../lib/import/source/load-source.js';
import type { Source } from '../../lib/import/source/source.js';
import { readTextFile } from '../../lib/import/source/source-files.js';
import type { Json } from '../../lib/model/index.js';
import { isObject } from '../../lib/support/is-object.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { findCorpus, type CorpusEntry } from '../support/corpus.js';
import { unreportedMembers, withUnknownMembers } from '../support/unknown-members.js';

const corpus = findCorpus('loadSource() on the corpus');
const entries = (corpus?.entries ?? []).filter(({ kind }) => kind !== 'openapi-large');
const LONGEST_MS = 5000;

interface Outcome {
  readonly entry: CorpusEntry;
  readonly ms: number;
  readonly source?: Source;
  readonly error?: SluiceError;
}

/** Each file is loaded once, for all tests. */
const loading = new Map<string, Promise<Outcome>>();

function load(entry: CorpusEntry): Promise<Outcome> {
  const known = loading.get(entry.file) ?? loadOnce(entry);
  loading.set(entry.file, known);
  return known;
}

async function loadOnce(entry: CorpusEntry): Promise<Outcome> {
  const start = performance.now();
  const outcome = await loadSource(join(corpus?.folder ?? '', entry.file), {}).then(
    (source) => ({ source }),
    (error: unknown) => {
      if (error instanceof SluiceError) return { error };
      throw new Error(`${entry.file} crashed`, { cause: error });
    },
  );
  return { entry, ms: performance.now() - start, ...outcome };
}

/** The file as it is written; parsed once for all tests. */
function written(entry: CorpusEntry): Json {
  const known = texts.get(entry.file) ?? readTextFile(join(corpus?.folder ?? '', entry.file)).value;
  texts.set(entry.file, known);
  return known;
}

const texts = new Map<string, Json>();

/** Files that are refused, or whose APIs are, with the code under which. */
const refused = new Map(
  readFileSync(join(__dirname, 'refused.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): [string, string] => {
      const [file = '', code = ''] = line.split(/\s+/);
      return [file, code];
    }),
);

describe.skipIf(corpus === undefined)('loadSource() on the corpus', { timeout: 120_000 }, () => {
  test('reads every file, or refuses it as refused.txt says, in less than 5 s', async () => {
    const wrong: string[] = [];
    for (const entry of entries) {
      const { ms, error } = await load(entry);
      if (ms > LONGEST_MS) wrong.push(`${entry.file} took ${Math.round(ms)} ms`);
      if (entry.kind === 'malformed') {
        if (error === undefined) wrong.push(`${entry.file} was read, and is malformed`);
      } else if (error !== undefined && refused.get(entry.file) !== error.code) {
        wrong.push(`${entry.file} was refused: ${error.code} ${error.message}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refused.size).toBeLessThanOrEqual(20);
  });

  test('finds as many APIs as the manifest says, those left out by a condition included', async () => {
    const wrong: string[] = [];
    for (const entry of entries) {
      const { source } = await load(entry);
      if (source === undefined) continue;
      const found = source.collection.apis.length + apisLeftOut(source, entry);
      const wanted = apisOf(entry);
      const code = refused.get(entry.file);
      if (code !== undefined && !source.diagnostics.some((finding) => finding.code === code)) {
        wrong.push(`${entry.file}: no finding ${code}`);
      }
      if ((found !== wanted) !== (code !== undefined)) wrong.push(`${entry.file}: ${found}, not ${wanted}`);
    }
    expect(wrong).toEqual([]);
  });

  test('reports a property that nobody knows in every object of API Gateway resources', async () => {
    const dropped: string[] = [];
    let counted = 0;
    for (const entry of entries) {
      const { source } = await load(entry);
      if (source === undefined || entry.kind !== 'template' || source.kind === 'sam') continue;
      const { template, added } = withUnknownMembers(written(entry));
      const { diagnostics } = readTemplate(template);
      counted += added.length;
      dropped.push(...unreportedMembers(added, diagnostics).map((path) => `${entry.file}: ${path}`));
    }
    expect(dropped).toEqual([]);
    expect(counted).toBeGreaterThan(2000);
  });

  test('finds the features that the manifest has, where the manifest is right', async () => {
    const wrong: string[] = [];
    for (const entry of entries) {
      const { source } = await load(entry);
      if (source === undefined || entry.features === undefined) continue;
      const ours = new Set(source.features.filter(isCompared));
      const theirs = new Set(
        CATEGORIES.flatMap((category) =>
          Object.keys(entry.features?.[category] ?? {}).map((name) => `${category}:${name}`),
        ).map(normalizeFeature),
      );
      for (const feature of ours) {
        if (!theirs.has(feature) && !isManifestWrong(entry.file, feature)) wrong.push(`${entry.file}: also ${feature}`);
      }
      for (const feature of theirs) {
        if (!ours.has(feature) && !isManifestWrong(entry.file, feature)) wrong.push(`${entry.file}: not ${feature}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  afterAll(async () => {
    const outcomes = await Promise.all(loading.values());
    const slowest = outcomes.reduce((ms, outcome) => Math.max(ms, outcome.ms), 0);
    const count = outcomes.filter(({ source }) => source !== undefined).length;
    console.log(`corpus: ${count} of ${outcomes.length} files read, the slowest in ${Math.round(slowest)} ms`);
  });
});

const API_TYPES = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
];

/** The manifest counts resources; SAM's implicit HTTP API it does not, so the events tell of it. */
function apisOf(entry: CorpusEntry): number {
  if (entry.kind === 'openapi') return 1;
  const types = entry.features?.resource_types ?? {};
  const implicit = (entry.features?.tpl?.sam_implicit_api ?? 0) > 0 ? 1 : 0;
  return API_TYPES.reduce((sum, type) => sum + (types[type] ?? 0), implicit + implicitHttpApis(entry));
}

function implicitHttpApis(entry: CorpusEntry): number {
  if (entry.origin !== 'sam' && entry.origin !== 'raw') return 0;
  const template = written(entry);
  return routesOf(template).some(({ type, properties }) => type === 'HttpApi' && properties.ApiId === undefined)
    ? 1
    : 0;
}

function routesOf(template: Json): { type: Json | undefined; properties: Readonly<Record<string, Json>> }[] {
  const resources = isObject(template) && isObject(template.Resources) ? Object.values(template.Resources) : [];
  return resources.flatMap((resource) => {
    const properties = isObject(resource) && isObject(resource.Properties) ? resource.Properties : {};
    return Object.values(isObject(properties.Events) ? properties.Events : {}).flatMap((event) =>
      isObject(event) ? [{ type: event.Type, properties: isObject(event.Properties) ? event.Properties : {} }] : [],
    );
  });
}

/** Each API whose condition does not hold has a finding of its own. */
function apisLeftOut(source: Source, entry: CorpusEntry): number {
  const leftOut = source.diagnostics.filter(({ message }) => message.startsWith('Leaves out '));
  if (leftOut.length === 0) return 0;
  const template = written(entry);
  const resources = isObject(template) && isObject(template.Resources) ? template.Resources : {};
  return leftOut.filter(({ place }) => {
    const resource = resources[place.element ?? ''];
    const type = isObject(resource) ? resource.Type : undefined;
    return typeof type === 'string' && API_TYPES.includes(type);
  }).length;
}

const CATEGORIES = [
  ...['resource_types', 'transforms', 'param_types', 'intrinsics', 'pseudo', 'dynamic_refs', 'integration_types'],
  ...['passthrough', 'payload_versions', 'gateway_responses', 'authorizers', 'auth_types', 'endpoint_types'],
  ...['route_keys', 'v2_integration_types', 'v2_subtypes', 'oas_versions', 'oas_ext', 'ext_refs'],
];

/** The manifest lists the resource types that have to do with APIs, and no others. */
const LISTED_TYPES = new Set(entries.flatMap(({ features }) => Object.keys(features?.resource_types ?? {})));

function isCompared(feature: string): boolean {
  const [, type] = /^resource_types:(.*)$/.exec(feature) ?? [];
  return type === undefined || LISTED_TYPES.has(type);
}

/** `swagger: 2.0` and `swagger: 2` are one number. */
function normalizeFeature(feature: string): string {
  return feature === 'oas_versions:2' ? 'oas_versions:2.0' : feature;
}

/** Where the manifest's detector does not look, or saw something else than the file has. */
const MANIFEST_WRONG: readonly (readonly [file: RegExp, feature: RegExp, why: string])[] = [
  [
    /di-ipv-cri-address-api|ipv-cri-|cimit-stub|product-mock|global_handle_path_level_parameter/,
    /^(?:intrinsics:(?:Fn::Split|Ref|Fn::GetAtt)|pseudo:AWS::NoValue|dynamic_refs:secretsmanager)$/,
    'used in Globals only',
  ],
  [/api_http_paths_with_if_condition/, /^integration_types:aws_proxy$/, 'an operation within Fn::If'],
  [/api_with_any_method_in_swagger/, /^integration_types:http_proxy$/, 'an operation called "any"'],
  [/api-gw-expose-service\.yaml$/, /^auth_types:/, 'a function, printed otherwise'],
  [/file-substitution-test__sample-definition/, /^integration_types:/, 'placeholders of another tool'],
  [/RainModules/, /^intrinsics:Fn::Rain::S3$/, "a tag of another tool, no function of CloudFormation's"],
];

function isManifestWrong(file: string, feature: string): boolean {
  return MANIFEST_WRONG.some(([files, features]) => files.test(file) && features.test(feature));
}
