import {
  parseParameterTarget,
  parseResponseMappingSource,
  type RequestParameterTarget,
  type ResponseParameterMapping,
  type Value,
} from '../../model/index.js';
import type { Properties } from './properties.js';

/** `RequestParameters` of a REST or WebSocket API's integration: what of the integration's request is taken from where. */
export function readRequestMappings<S>(
  properties: Properties,
  parseSource: (text: Value<string>) => S,
): readonly { readonly target: RequestParameterTarget; readonly source: S }[] | undefined {
  const mappings = properties.map('RequestParameters');
  if (mappings === undefined) return undefined;
  return Object.entries(mappings).flatMap(([key, source]) => {
    const target = parseParameterTarget(key, 'integration.request');
    if (target !== undefined) return [{ target, source: parseSource(source) }];
    properties.report(
      'parameter-mapping-invalid',
      'RequestParameters',
      `Cannot read mapping "${key}": it must be integration.request.{header,querystring,path}.<name>`,
    );
    return [];
  });
}

/** `ResponseParameters` of an integration response: which headers are taken from where. */
export function readResponseMappings(properties: Properties): readonly ResponseParameterMapping[] | undefined {
  const mappings = properties.map('ResponseParameters');
  if (mappings === undefined) return undefined;
  return Object.entries(mappings).flatMap(([key, source]) => {
    const header = /^method\.response\.header\.(.+)$/s.exec(key)?.[1];
    if (header !== undefined) return [{ header, source: parseResponseMappingSource(source) }];
    properties.report(
      'parameter-mapping-invalid',
      'ResponseParameters',
      `Cannot read mapping "${key}": it must be method.response.header.<name>`,
    );
    return [];
  });
}
