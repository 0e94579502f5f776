import { readOpenApi, type ReadOptions } from '../../../lib/import/openapi/document.js';
import { type Diagnostic, type Document, type Method, type RestApi } from '../../../lib/model/index.js';

export type Members = Record<string, Document>;

export function read(
  members: Members,
  options: Partial<ReadOptions> = {},
): { api: RestApi; diagnostics: readonly Diagnostic[] } {
  const document = { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, ...members };
  const { api, diagnostics } = readOpenApi(document, { id: 'pets', protocol: 'REST', ...options });
  return { api: api as RestApi, diagnostics };
}

export function readSwagger(members: Members): { api: RestApi; diagnostics: readonly Diagnostic[] } {
  const document = { swagger: '2.0', info: { title: 'Pets', version: '1' }, ...members };
  const { api, diagnostics } = readOpenApi(document, { id: 'pets' });
  return { api: api as RestApi, diagnostics };
}

/** The only method of an API. */
export function methodOf({ api }: { api: RestApi }): Method {
  const [method] = api.resources.flatMap(({ methods }) => methods);
  if (method === undefined) throw new Error('no method was read');
  return method;
}

export function codes({ diagnostics }: { diagnostics: readonly Diagnostic[] }): readonly string[] {
  return diagnostics.map(({ code, severity }) => `${severity} ${code}`);
}

export const MOCK = { type: 'mock' };
