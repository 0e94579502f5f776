import {
  EMPTY_COLLECTION,
  NO_STACK_PARTS,
  type Api,
  type Diagnostic,
  type Document,
  type Json,
  diagnostic,
} from '../../model/index.js';
import { functionCalls } from '../../intrinsics/index.js';
import { own } from '../../support/own.js';
import { inlineIncludes } from '../cloudformation/includes.js';
import { Stack } from '../cloudformation/stack.js';
import { readSections } from '../cloudformation/sections.js';
import { readOpenApi } from '../openapi/document.js';
import { printTextPath, type ParsedText } from '../text/index.js';
import { definitionText, keptTexts } from './definition-text.js';
import { readFeatures } from './features.js';
import type { Source, SourceOptions } from './source.js';
import { readFoundFile, templateFiles, type FileScope } from './source-files.js';
import { integrateWhereMissing } from './without-integration.js';
import { findUnresolved } from './unresolved.js';

/**
 * Reads an OpenAPI or Swagger document as a source of its own. CloudFormation's functions in it, which a template that
 * includes it would evaluate, stay values.
 */
export function readDocumentSource(parsed: ParsedText, name: string, scope: FileScope, options: SourceOptions): Source {
  const findings: Diagnostic[] = [...parsed.diagnostics];
  const stack = openStack(options, (finding) => findings.push(finding));
  const place = { file: name };
  const resolve = (value: Json): Document =>
    stack.resolve(inlineIncludes(value, stack, templateFiles(scope), place), place) ?? null;
  const others = new Map<string, ParsedText>();
  const { api, diagnostics } = readOpenApi(resolve(parsed.value), {
    id: name,
    file: name,
    ...(options.protocol !== undefined && { protocol: options.protocol }),
    files: (path) => {
      const other = readFoundFile(scope, path, path);
      others.set(path, other);
      return resolve(other.value);
    },
    places: (path, file) =>
      (file === undefined ? parsed : others.get(file))?.locate(path) ?? { property: printTextPath(path) },
  });
  const texts = [[name, parsed] as const, ...others].map(([file, text]) =>
    definitionText('document', file, scope.base, text),
  );
  for (const { file, value } of texts) findings.push(...unevaluatedFunctions(value, file));
  return documentSource(integrateWhereMissing(api, parsed.value, options), [...findings, ...diagnostics], scope, {
    features: readFeatures([parsed.value]),
    texts: keptTexts(texts, options),
  });
}

/**
 * Reports that a document calls functions of CloudFormation, at the first of them: whether a template includes it is not
 * known.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
 */
function unevaluatedFunctions(value: Json, file: string): readonly Diagnostic[] {
  const calls = functionCalls(value);
  const [first] = calls;
  if (first === undefined) return [];
  const names = [...new Set(calls.map(({ name }) => name))].join(', ');
  const message = `API Gateway imports a document with ${names} as it is written; only a template that includes it with AWS::Include evaluates them`;
  return [diagnostic('intrinsic-unresolved', { property: printTextPath(first.path), file }, message)];
}

function documentSource(
  api: Api,
  findings: readonly Diagnostic[],
  scope: FileScope,
  rest: Pick<Source, 'features' | 'texts'>,
): Source {
  const reading = { collection: { ...EMPTY_COLLECTION, apis: [api] }, knownReferences: {} };
  return {
    kind: 'openapi',
    ...reading,
    functions: [],
    environment: {},
    diagnostics: [...findings, ...findUnresolved(reading)],
    files: [...scope.seen],
    folder: scope.root,
    ...rest,
    ...NO_STACK_PARTS,
    otherResources: {},
  };
}

/** A stack without a template: every name that a function gives is taken as it stands. */
function openStack(options: SourceOptions, report: (finding: Diagnostic) => void): Stack {
  return new Stack(readSections({}), {
    qualify: (id) => id,
    parameter: (name) => own(options.templateParameters, name),
    values: options.values ?? {},
    environment: {},
    importValue: () => undefined,
    nestedOutput: () => undefined,
    open: true,
    report,
  });
}
