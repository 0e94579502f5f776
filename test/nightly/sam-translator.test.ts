import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { expandSam } from '../../lib/import/sam/expand-sam.js';
import { isServerlessTemplate } from '../../lib/import/source/serverless-transform.js';
import { readTemplate, type JsonMap } from '../import/sam/read-template.js';
import { findCorpus, type Corpus } from '../support/corpus.js';
import { asMap, differingResources, packageFiles } from '../support/sam-templates.js';

/** The translator asks for one. */
const REGION = 'us-east-1';
const SCRIPT = join(__dirname, 'translate_sam.py');
const LOCAL_FILES = ['DefinitionUri', 'CodeUri', 'ContentUri'];

interface Named {
  readonly file: string;
  readonly template: JsonMap;
}

type Translation = { readonly template: JsonMap } | { readonly refusal: string };

const NO_CONNECTORS = 'connectors are not expanded: the permissions that they make are missing';

/** Templates whose expansions differ, and why. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'aws-samples__aws-serverless-shopping-cart__backend__shoppingcart-service.yaml':
    'on AWS the default of an SSM parameter is the name of the value; the translator alone takes it for the value',
  'aws__aws-sam-cli__tests__functional__commands__validate__lib__models__connector_with_non_id_source_and_destination.yaml':
    NO_CONNECTORS,
  'aws__serverless-application-model__integration__resources__templates__combination__connector_httpapi_to_function.yaml':
    NO_CONNECTORS,
  'aws__serverless-application-model__tests__translator__input__connector_api_to_function.yaml': NO_CONNECTORS,
  'aws__serverless-application-model__tests__translator__input__connector_with_non_id_source_and_destination.yaml':
    NO_CONNECTORS,
};

const NO_CREDENTIALS = 'the translator asks the Serverless Application Repository, which needs credentials';

/** Templates that the translator refuses and we expand without an error, and why. */
const TAKEN: Readonly<Record<string, string>> = {
  'aws__serverless-application-model__tests__translator__input__error_api_invalid_fail_on_warnings.yaml':
    'the expansion passes the value on, and the reader of the API ignores FailOnWarnings',
  'aws__serverless-application-model__tests__translator__input__error_api_invalid_security.yaml':
    'the reader of the definition refuses the security that is not a list',
  'aws__serverless-application-model__tests__translator__input__error_intrinsic_sub_with_list.yaml':
    'functions are evaluated after the expansion',
  'govuk-one-login__ipv-cri-check-hmrc-api__infrastructure__template.yaml': NO_CREDENTIALS,
  'govuk-one-login__ipv-cri-kbv-api__infrastructure__lambda__template.yaml': NO_CREDENTIALS,
};

function findTranslator(): boolean {
  const found = spawnSync('python3', ['-c', 'import samtranslator'], { stdio: 'ignore' }).status === 0;
  if (!found) console.log('SAM translator: not run: the Python package aws-sam-translator is not installed');
  return found;
}

/** The SAM templates of the corpus that can be read, without local files. */
function readTemplates(corpus: Corpus): readonly Named[] {
  const folder = join(corpus.folder, 'templates');
  return readdirSync(folder).flatMap((file) => {
    const template = tryRead(join(folder, file), file);
    return template !== undefined && isServerlessTemplate(template)
      ? [{ file, template: standIns(packageFiles(template, LOCAL_FILES)) }]
      : [];
  });
}

/** Puts in what `sam build` finds by itself (code and images) and what CloudFormation includes. */
function standIns(template: JsonMap): JsonMap {
  const resources = Object.entries(asMap(template.Resources)).map(
    ([id, resource]): readonly [string, JsonMap[string]] => {
      const { Type, Properties } = asMap(resource);
      const properties = asMap(Properties);
      if (Type === 'AWS::Serverless::Function')
        return [id, { ...asMap(resource), Properties: { ...codeOf(template, properties), ...properties } }];
      const version: JsonMap = Type === 'AWS::Serverless::Api' ? { swagger: '2.0' } : { openapi: '3.0.1' };
      if (!('Fn::Transform' in asMap(properties.DefinitionBody))) return [id, resource];
      const others = withoutTransform(asMap(properties.DefinitionBody));
      const DefinitionBody = { ...version, info: {}, ...others, paths: { '/a': { get: {} }, ...asMap(others.paths) } };
      return [id, { ...asMap(resource), Properties: { ...properties, DefinitionBody } }];
    },
  );
  return { ...template, Resources: Object.fromEntries(resources) };
}

function withoutTransform(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== 'Fn::Transform'));
}

function codeOf(template: JsonMap, properties: JsonMap): JsonMap {
  const given = { ...asMap(asMap(template.Globals).Function), ...properties };
  if ('InlineCode' in given || 'CodeUri' in given || 'ImageUri' in given) return {};
  return given.PackageType === 'Image' ? { ImageUri: 'image' } : { CodeUri: 's3://bucket/code' };
}

function tryRead(path: string, file: string): JsonMap | undefined {
  try {
    return asMap(readTemplate(readFileSync(path, 'utf8'), file));
  } catch {
    return undefined;
  }
}

function translate(templates: readonly Named[]): readonly Translation[] {
  const request = { templates: templates.map(({ template }) => template), parameters: { 'AWS::Region': REGION } };
  const env = { ...process.env, AWS_DEFAULT_REGION: REGION };
  const options = { input: JSON.stringify(request), env, maxBuffer: 1024 * 1024 * 1024 };
  const { stdout, stderr, status } = spawnSync('python3', [SCRIPT], options);
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString()) as readonly Translation[];
}

const corpus = findCorpus('the SAM translator on the corpus');

describe.runIf(corpus !== undefined && findTranslator())('expandSam() and the SAM translator', () => {
  const templates = corpus === undefined ? [] : readTemplates(corpus);
  const translations = translate(templates);
  const outcomes = templates.map(({ file, template }, index) => {
    const theirs = translations[index] ?? { refusal: 'no translation' };
    return { file, theirs, ours: expandSam(template, { parameters: { 'AWS::Region': REGION } }) };
  });

  test('make the same of every template that both take', () => {
    const compared = outcomes.flatMap(({ file, ours, theirs }) =>
      'template' in theirs ? [{ file, differences: differingResources(ours.template, theirs.template) }] : [],
    );
    const differing = compared.filter(({ differences }) => differences.length > 0);
    console.log(`SAM translator: ${compared.length - differing.length} of ${compared.length} templates equal`);
    expect(compared.length).toBeGreaterThan(150);
    expect(differing.filter(({ file }) => !Object.hasOwn(EXPLAINED, file))).toEqual([]);
    expect(differing.map(({ file }) => file).sort()).toEqual(Object.keys(EXPLAINED).sort());
  });

  test('refuse the same templates', () => {
    const taken = outcomes.flatMap(({ file, ours, theirs }) =>
      'refusal' in theirs && !ours.diagnostics.some(({ severity }) => severity === 'error')
        ? [{ file, refusal: theirs.refusal }]
        : [],
    );
    expect(taken.filter(({ file }) => !Object.hasOwn(TAKEN, file))).toEqual([]);
    expect(taken.map(({ file }) => file).sort()).toEqual(Object.keys(TAKEN).sort());
  });
});
