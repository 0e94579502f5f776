import { diagnostic, walkMethods, type Diagnostic } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Static values of the backend's path parameters with characters that a URI does not carry as they are: the values are put
 * into the URI as written.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 * Assumed: API Gateway does not encode static values.
 */
export const pathValueUnencoded = defineRule({
  codes: ['path-value-unencoded'],
  protocols: ['REST'],
  summary: 'A static path value has characters that a URI does not carry',
  fix: 'Percent-encode the value',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration }, _path, place) => {
      for (const { target, source } of integration?.requestParameters ?? []) {
        if (target.location !== 'path' || source.kind !== 'literal') continue;
        const unencoded = UNENCODED.exec(source.value)?.[0];
        if (unencoded === undefined) continue;
        const property = `requestParameters["integration.request.path.${target.name}"]`;
        const message = `The static value has ${JSON.stringify(unencoded)}, which a URI carries only encoded`;
        found.push(diagnostic('path-value-unencoded', { ...place, property }, message));
      }
    });
    return found;
  },
});

/** Documented: https://datatracker.ietf.org/doc/html/rfc3986#section-3.3 */
const UNENCODED = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]|%(?![0-9A-Fa-f]{2})/u;
