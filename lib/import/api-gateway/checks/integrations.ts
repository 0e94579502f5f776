import {
  isDocumentObject,
  parseRequestMappingSource,
  walkMethods,
  type DocumentObject,
  type Method,
} from '../../../model/index.js';
import { integrationOf } from '../operations.js';
import type { CheckedImport, ImportCheck } from './check.js';

/**
 * Observed: the beginning, and the sentences about ARNs, timeouts and parameters that the method does not declare, as
 * users report them.
 * Assumed: PutIntegration's other sentences stand behind the same beginning.
 */
export const integrations: ImportCheck = (checked) => {
  const methods = methodsByRoute(checked);
  return checked.operations.flatMap(({ operation, httpMethod, path }) => {
    const integration = integrationOf(operation);
    const problem = integration && problemOf(integration, methods.get(`${httpMethod} ${path}`));
    return problem === undefined
      ? []
      : [`Unable to put integration on '${httpMethod}' for resource at path '${path}': ${problem}`];
  });
};

function methodsByRoute({ api }: CheckedImport): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  walkMethods(api, (method, path) => void methods.set(`${method.httpMethod} ${path}`, method));
  return methods;
}

const TYPES = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'];

function problemOf(integration: DocumentObject, method: Method | undefined): string | undefined {
  const type = typeof integration.type === 'string' ? integration.type.toUpperCase() : undefined;
  if (type === undefined || !TYPES.includes(type)) {
    const given = type === undefined ? 'null' : `'${type}'`;
    return (
      `1 validation error detected: Value ${given} at 'putIntegrationInput.type' failed to satisfy constraint: ` +
      `Member must satisfy enum value set: [${TYPES.join(', ')}]`
    );
  }
  return (
    (type === 'MOCK' ? undefined : targetProblem(type, integration)) ??
    timeoutProblem(integration) ??
    mappingProblem(integration, method)
  );
}

function targetProblem(type: string, { httpMethod, uri }: DocumentObject): string | undefined {
  if (httpMethod === undefined || httpMethod === null || httpMethod === '') {
    return 'Enumeration value for HttpMethod must be non-empty';
  }
  if (type.startsWith('HTTP')) {
    return typeof uri === 'string' && uri !== '' ? undefined : 'Invalid HTTP endpoint specified for URI';
  }
  if (typeof uri !== 'string' || !uri.startsWith('arn:')) return 'Invalid ARN specified in the request';
  const [, , service, , , target = ''] = uri.replace(/\$\{AWS::\w+\}/g, 'x').split(':');
  if (service !== 'apigateway' || !/^(?:path|action)\//.test(target)) {
    return 'AWS ARN for integration must contain path or action';
  }
  return undefined;
}

const [SHORTEST_MS, LONGEST_MS, LONGEST_STREAM_MS] = [50, 29_000, 900_000];

function timeoutProblem({ timeoutInMillis, responseTransferMode }: DocumentObject): string | undefined {
  if (typeof timeoutInMillis !== 'number') return undefined;
  const streams = typeof responseTransferMode === 'string' && responseTransferMode.toUpperCase() === 'STREAM';
  const longest = streams ? LONGEST_STREAM_MS : LONGEST_MS;
  return timeoutInMillis < SHORTEST_MS || timeoutInMillis > longest
    ? `Timeout should be between ${SHORTEST_MS} ms and ${longest} ms`
    : undefined;
}

/** A header or query parameter has to be declared before it is mapped. */
function mappingProblem({ requestParameters }: DocumentObject, method: Method | undefined): string | undefined {
  if (!isDocumentObject(requestParameters) || method === undefined) return undefined;
  const undeclared = Object.values(requestParameters).find(
    (source): source is string => typeof source === 'string' && isUndeclared(source, method),
  );
  return undeclared === undefined
    ? undefined
    : 'Invalid mapping expression specified: Validation Result: warnings : [], errors : ' +
        `[Invalid mapping expression parameter specified: ${undeclared}]`;
}

function isUndeclared(text: string, { requestParameters = [] }: Method): boolean {
  const source = parseRequestMappingSource(text);
  if (source.kind !== 'header' && source.kind !== 'querystring') return false;
  const wanted = source.name.toLowerCase();
  return !requestParameters.some(({ location, name }) => location === source.kind && name.toLowerCase() === wanted);
}
