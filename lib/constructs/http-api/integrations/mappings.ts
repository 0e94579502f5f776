import { Token } from 'aws-cdk-lib';
import {
  lateText,
  parseHttpRequestMappings,
  parseHttpResponseMappings,
  printHttpMappingTarget,
  type HttpRequestMapping,
  type HttpResponseMapping,
  type HttpResponseMappings,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import type { RequestMap, ResponseMap, ResponseMaps } from '../routes/mapping-types.js';

/** Mappings as the model has them. An expression that holds a token is parsed when the token is resolved. */
export function bindRequestMap(map: RequestMap): readonly HttpRequestMapping[] {
  return parseHttpRequestMappings(defined(map) as Readonly<Record<string, string>>).map((mapping, index) => {
    const text = Object.values(defined(map))[index] ?? '';
    return Token.isUnresolved(text) ? { ...mapping, value: lateText('http-request-expression', text) } : mapping;
  });
}

/** Mappings of responses by status as the model has them. */
export function bindResponseMaps(maps: ResponseMaps): readonly HttpResponseMappings[] {
  return Object.entries(maps).map(([statusCode, map]) => ({ statusCode, mappings: bindResponseMap(map) }));
}

/** A route's mappings added to those of its integration; one of the same parameter replaces it. */
export function mergeRequestMappings(
  outer: readonly HttpRequestMapping[] = [],
  map: RequestMap,
): readonly HttpRequestMapping[] {
  return mergeByTarget(outer, bindRequestMap(map));
}

/** The same of responses, status by status. */
export function mergeResponseMappings(
  outer: readonly HttpResponseMappings[] = [],
  maps: ResponseMaps = {},
): readonly HttpResponseMappings[] | undefined {
  const byStatus = new Map(outer.map(({ statusCode, mappings }) => [statusCode, mappings]));
  for (const { statusCode, mappings } of bindResponseMaps(maps)) {
    byStatus.set(statusCode, mergeByTarget(byStatus.get(statusCode) ?? [], mappings));
  }
  if (byStatus.size === 0) return undefined;
  return [...byStatus].map(([statusCode, mappings]) => ({ statusCode, mappings }));
}

function bindResponseMap(map: ResponseMap): readonly HttpResponseMapping[] {
  return parseHttpResponseMappings(defined(map) as Readonly<Record<string, string>>).map((mapping, index) => {
    const text = Object.values(defined(map))[index] ?? '';
    return Token.isUnresolved(text) ? { ...mapping, value: lateText('http-response-expression', text) } : mapping;
  });
}

function mergeByTarget<T extends HttpRequestMapping | HttpResponseMapping>(
  outer: readonly T[],
  inner: readonly T[],
): readonly T[] {
  const replaced = new Set(inner.map(({ target }) => printHttpMappingTarget(target)));
  return [...outer.filter(({ target }) => !replaced.has(printHttpMappingTarget(target))), ...inner];
}
