import type { Diagnostic, HttpApi, RestApi } from '../../model/index.js';
import { diagnostic } from '../../model/index.js';
import { httpApiPart } from './http-api-part.js';
import type { Report } from './part.js';
import { restApiPart } from './rest-api-part.js';

/**
 * What an OpenAPI document can carry of an API: the same model without stages, endpoint type, tags of a REST API and the
 * like, and with what a document always has (a version, a label for each authorizer). Reading the rendered part gives
 * the part.
 *
 * `docs/formats.md` has the table.
 */
export function openApiPart(api: RestApi): RestApi;
export function openApiPart(api: HttpApi): HttpApi;
export function openApiPart(api: RestApi | HttpApi): RestApi | HttpApi {
  return api.protocol === 'REST' ? splitRestApi(api).part : splitHttpApi(api).part;
}

export function splitRestApi(api: RestApi): Split<RestApi> {
  return split((report) => restApiPart(api, report));
}

export function splitHttpApi(api: HttpApi): Split<HttpApi> {
  return split((report) => httpApiPart(api, report));
}

export interface Split<A> {
  readonly part: A;
  readonly diagnostics: readonly Diagnostic[];
}

export function split<A>(take: (report: Report) => A): Split<A> {
  const diagnostics: Diagnostic[] = [];
  const part = take((...finding) => diagnostics.push(diagnostic(...finding)));
  return { part, diagnostics };
}
