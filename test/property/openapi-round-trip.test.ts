import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOpenApi } from '../../lib/import/openapi/document.js';
import { normalize, type Diagnostic, type HttpApi, type RestApi } from '../../lib/model/index.js';
import { renderOpenApi } from '../../lib/synth/openapi/document.js';
import { openApiPart } from '../../lib/synth/openapi/open-api-part.js';
import { renderSwagger } from '../../lib/synth/openapi/swagger.js';
import { swaggerPart } from '../../lib/synth/openapi/swagger-part.js';
import { restApis } from '../support/arbitrary-api.js';
import { httpApis } from '../support/arbitrary-http-api.js';
import { modelProperties, PropertyCounter } from '../support/model-properties.js';

const RUNS = Number(process.env.SLUICE_RUNS ?? 300);
const TIMEOUT_MS = 30_000 + 30 * RUNS;

describe('read(render(part(api))) equals part(api)', () => {
  test(
    `for REST APIs, ${RUNS} times`,
    () => {
      const counter = new PropertyCounter(modelProperties('RestApi'));
      fc.assert(
        fc.property(restApis, (api) => {
          counter.count(api);
          const part = openApiPart(api);
          const { document, diagnostics } = renderOpenApi(part);
          const { api: read, diagnostics: found } = readOpenApi(document, { id: api.id, protocol: 'REST' });
          expect([...diagnostics, ...found.filter(isLoss)]).toEqual([]);
          expect(normalize(read as RestApi)).toEqual(normalize(part));
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    `for REST APIs in Swagger 2.0, ${RUNS} times`,
    () => {
      fc.assert(
        fc.property(restApis, (api) => {
          const part = swaggerPart(api);
          const { document, diagnostics } = renderSwagger(part);
          const { api: read, diagnostics: found } = readOpenApi(document, { id: api.id, protocol: 'REST' });
          expect([...diagnostics, ...found.filter(isLoss)]).toEqual([]);
          expect(normalize(read as RestApi)).toEqual(normalize(part));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  test(
    `for HTTP APIs, ${RUNS} times`,
    () => {
      const counter = new PropertyCounter(modelProperties('HttpApi'));
      fc.assert(
        fc.property(httpApis, (api) => {
          counter.count(api);
          const part = openApiPart(api);
          const { document, diagnostics } = renderOpenApi(part);
          const { api: read, diagnostics: found } = readOpenApi(document, { id: api.id });
          expect([...diagnostics, ...found.filter(isLoss)]).toEqual([]);
          expect(normalize(read as HttpApi)).toEqual(normalize(part));
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

/** Something of the document that did not come into the model; a scheme that is for people is reported and kept. */
function isLoss({ code, place }: Diagnostic): boolean {
  return (code === 'not-read' && place.property !== 'components.securitySchemes.bearer') || code === 'unknown-property';
}
