import {
  importAsApiGateway,
  type ImportedApi,
  type ImportOptions,
  type ImportResult,
} from '../../../lib/import/api-gateway/index.js';
import type { Document, Method, RestApi } from '../../../lib/model/index.js';

export type Members = Readonly<Record<string, Document>>;

export const MOCK: Members = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200' } },
};

/** An operation that gives API Gateway nothing to warn of. */
export function operation(members: Members = {}, integration: Document = MOCK): Members {
  return {
    responses: { 200: { description: 'OK' } },
    ...members,
    'x-amazon-apigateway-integration': integration,
  };
}

export function openApi(members: Members): Members {
  return { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths: {}, ...members };
}

export function swagger(members: Members): Members {
  return { swagger: '2.0', info: { title: 'Pets', version: '1' }, paths: {}, ...members };
}

export function importOf(document: Document, options: Partial<ImportOptions> = {}): ImportResult {
  return importAsApiGateway(document, { id: 'pets', ...options });
}

/** @throws when the import is refused */
export function imported(document: Document, options: Partial<ImportOptions> = {}): ImportedApi {
  const result = importOf(document, options);
  if (result.kind === 'refused') throw new Error(result.error.message);
  return result;
}

/** The message of the exception; undefined where the document is imported. */
export function refusal(document: Document, options: Partial<ImportOptions> = {}): string | undefined {
  const result = importOf(document, options);
  return result.kind === 'refused' ? result.error.message : undefined;
}

/** The only method of an API. */
export function onlyMethod({ resources }: RestApi): Method {
  const [method] = resources.flatMap(({ methods }) => methods);
  if (method === undefined) throw new Error('the API has no method');
  return method;
}
