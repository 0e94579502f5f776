import { parseResponseMappingSource, type Integration, type Method, type RestApi } from '../../../lib/model/index.js';
import { API } from '../findings.js';

type Headers = Readonly<Record<string, string>>;

/** An integration whose response 200 has the headers, as literals. */
export function answering<T extends Integration>(integration: T, headers: Headers): T {
  const responseParameters = Object.entries(headers).map(([header, value]) => ({
    header,
    source: parseResponseMappingSource(`'${value}'`),
  }));
  return { ...integration, responses: [{ statusCode: '200', responseParameters }] };
}

/** A preflight of any origin, with more headers. */
export function preflight(more: Headers = {}): Method {
  return {
    httpMethod: 'OPTIONS',
    integration: answering({ type: 'MOCK' }, { 'Access-Control-Allow-Origin': '*', ...more }),
  };
}

/** An API with methods at `/pets`. */
export function atPets(...methods: readonly Method[]): RestApi {
  return { ...API, resources: [{ path: '/pets', methods }] };
}

export const http = { type: 'HTTP', httpMethod: 'GET', uri: 'https://example.com/pets' } as const;
