import { readOpenApi } from '../../lib/import/openapi/index.js';
import type { Document, InlineHandler, Stage } from '../../lib/model/index.js';
import type { RuntimeSource } from '../../lib/runtime/index.js';

/** An operation of a document: what API Gateway's extensions say of it. */
export type Operation = Readonly<Record<string, unknown>>;

export interface SourceParts {
  /** By path, then by HTTP method; `any` for ANY. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly functions?: Readonly<Record<string, InlineHandler>>;
  /** Members of the document beside its paths. */
  readonly document?: Readonly<Record<string, unknown>>;
  readonly stages?: readonly Stage[];
}

/** The document's API and its functions, as a runtime takes them. */
export function runtimeSource({ paths, functions = {}, document = {}, stages = [] }: SourceParts): RuntimeSource {
  const { api } = readOpenApi(openApiDocument(paths, document) as Document, { id: 'Pets' });
  if (api.protocol !== 'REST') throw new Error('The document is of no REST API');
  return {
    collection: {
      apis: [{ ...api, stages }],
      usagePlans: [],
      apiKeys: [],
      domainNames: [],
      vpcLinks: [],
    },
    functions: Object.entries(functions).map(([name, handler]) => ({
      name,
      handler: '',
      code: { kind: 'function', handler },
      environment: {},
      timeoutMs: 3_000,
      memoryMegabytes: 128,
    })),
  };
}

export function openApiDocument(
  paths: SourceParts['paths'],
  document: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => [
            method === 'any' ? 'x-amazon-apigateway-any-method' : method,
            { responses: { 200: { description: 'ok' } }, ...operation },
          ]),
        ),
      ]),
    ),
    ...document,
  };
}

/** An operation that a mock answers with `template`, without a backend. */
export function mockOperation(template: string, members: Operation = {}): Operation {
  return {
    ...members,
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: { default: { statusCode: '200', responseTemplates: { 'application/json': template } } },
    },
  };
}

/** An operation of the function of that name: `aws_proxy` unless told otherwise. */
export function lambdaOperation(
  name: string,
  type: 'aws' | 'aws_proxy' = 'aws_proxy',
  members: Operation = {},
): Operation {
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  return {
    ...members,
    'x-amazon-apigateway-integration': {
      type,
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
      ...(type === 'aws' && { responses: { default: { statusCode: '200' } } }),
    },
  };
}
