import type { HttpMethod } from '../../../model/index.js';
import type { ParameterKey } from '../../paths/path-types.js';
import { declareDocumentation, type Documentation, type DocumentationPart } from './documentation-part.js';

/** Documentation of a method and of what belongs to it. */
export interface MethodDocumentation<P extends string = string> {
  /**
   * What the method does.
   *
   * @default - none
   */
  readonly method?: Documentation;

  /**
   * What its parameters mean: `{ 'path.petId': 'The number on the collar' }`.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Partial<Record<ParameterKey<P>, Documentation>>>;

  /**
   * What its request body is.
   *
   * @default - none
   */
  readonly requestBody?: Documentation;

  /**
   * What its responses mean, by status.
   *
   * @default - none
   */
  readonly responses?: Readonly<Record<number, string | ResponseDocumentation>>;
}

/** Documentation of a response. */
export interface ResponseDocumentation {
  /**
   * What the response means.
   *
   * @default - none
   */
  readonly response?: Documentation;

  /**
   * What its headers mean, by name.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, Documentation>>;

  /**
   * What its body is.
   *
   * @default - none
   */
  readonly body?: Documentation;
}

const PARAMETER_TYPES = { path: 'PATH_PARAMETER', querystring: 'QUERY_PARAMETER', header: 'REQUEST_HEADER' } as const;

/** The parts of a method's documentation; a string documents the method itself. */
export function documentMethod(
  route: { readonly httpMethod: HttpMethod; readonly path: string },
  docs: string | MethodDocumentation = {},
): readonly DocumentationPart[] {
  const { method, parameters = {}, requestBody, responses = {} } = typeof docs === 'string' ? { method: docs } : docs;
  // Assumed: ANY is written as every method, since that is what it serves.
  const place = { path: route.path, method: route.httpMethod === 'ANY' ? '*' : route.httpMethod };
  return [
    ...(method === undefined ? [] : [declareDocumentation({ type: 'METHOD', ...place }, method)]),
    ...Object.entries(parameters).flatMap(([key, documentation]) => {
      if (documentation === undefined) return [];
      const [location, name] = splitKey(key);
      return [declareDocumentation({ type: PARAMETER_TYPES[location], ...place, name }, documentation)];
    }),
    ...(requestBody === undefined ? [] : [declareDocumentation({ type: 'REQUEST_BODY', ...place }, requestBody)]),
    ...Object.entries(responses).flatMap(([statusCode, response]) =>
      documentResponse({ ...place, statusCode }, typeof response === 'string' ? { response } : response),
    ),
  ];
}

function documentResponse(
  place: { readonly path: string; readonly method: string; readonly statusCode: string },
  { response, headers = {}, body }: ResponseDocumentation,
): readonly DocumentationPart[] {
  return [
    ...(response === undefined ? [] : [declareDocumentation({ type: 'RESPONSE', ...place }, response)]),
    ...Object.entries(headers).map(([name, documentation]) =>
      declareDocumentation({ type: 'RESPONSE_HEADER', ...place, name }, documentation),
    ),
    ...(body === undefined ? [] : [declareDocumentation({ type: 'RESPONSE_BODY', ...place }, body)]),
  ];
}

function splitKey(key: string): readonly [keyof typeof PARAMETER_TYPES, string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot) as keyof typeof PARAMETER_TYPES, key.slice(dot + 1)];
}
