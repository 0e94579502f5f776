import type { Diagnostic, Document, HttpApi, Json, RestApi } from '../../model/index.js';
import { diagnostic, isDeployTime, printValue } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { renderHttpApi } from './http-api.js';
import { splitHttpApi, splitRestApi } from './open-api-part.js';
import { renderRestApi } from './rest-api.js';

/**
 * Writes an API as an OpenAPI 3.0.1 document with API Gateway's extensions.
 *
 * Values that only deployment knows stay in the document as they are; a CloudFormation template prints them as
 * functions, `printOpenApi` as text. What OpenAPI cannot carry is named: with severity `info` what belongs to an API and
 * not to its document (stages, endpoint type, tags), with `warning` or `error` what a caller would miss.
 */
export function renderOpenApi(api: RestApi | HttpApi): {
  readonly document: Document;
  readonly diagnostics: readonly Diagnostic[];
} {
  switch (api.protocol) {
    case 'REST': {
      const { part, diagnostics } = splitRestApi(api);
      return { document: renderRestApi(part), diagnostics };
    }
    case 'HTTP': {
      const { part, diagnostics } = splitHttpApi(api);
      return { document: renderHttpApi(part), diagnostics };
    }
  }
}

/**
 * The document as plain JSON, for a file: values that only deployment knows become readable text, `${Orders.Arn}`, each
 * with an `unresolved-value` diagnostic at its place.
 */
export function printOpenApi(document: Document): {
  readonly document: Json;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  return { document: printMember(document, '', diagnostics), diagnostics };
}

function printMember(member: Document, path: string, diagnostics: Diagnostic[]): Json {
  if (isDeployTime(member)) {
    const text = printValue(member);
    diagnostics.push(
      diagnostic(
        'unresolved-value',
        { property: path },
        `Cannot write ${JSON.stringify(text)} as a value: only deployment knows it`,
      ),
    );
    return text;
  }
  if (isList(member)) {
    return member.map((item, index) => printMember(item, `${path}[${index}]`, diagnostics));
  }
  if (typeof member !== 'object' || member === null) return member;
  return Object.fromEntries(
    Object.entries(member).map(([key, value]) => [
      key,
      printMember(value, path === '' ? key : `${path}.${key}`, diagnostics),
    ]),
  );
}
