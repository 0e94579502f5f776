import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { normalize, type Diagnostic, type HttpApi, type RestApi } from '../../lib/model/index.js';
import { cloudFormationPart } from '../../lib/synth/cloudformation/cloudformation-part.js';
import { resourcePart } from '../../lib/synth/cloudformation/resource-part.js';
import { renderTemplate } from '../../lib/synth/cloudformation/template.js';
import { restApis } from '../support/arbitrary-api.js';
import { httpApis } from '../support/arbitrary-http-api.js';
import { modelProperties, PropertyCounter } from '../support/model-properties.js';

const RUNS = Number(process.env.SLUICE_RUNS ?? 300);
const TIMEOUT_MS = 30_000 + 50 * RUNS;

describe('read(render(part(api))) equals part(api)', () => {
  test(
    `for REST APIs in templates, ${RUNS} times`,
    () => {
      const counter = new PropertyCounter(modelProperties('RestApi'));
      fc.assert(
        fc.property(restApis, (api) => {
          counter.count(api);
          const part = cloudFormationPart(api);
          const { template } = renderTemplate(part);
          const { collection, diagnostics } = readTemplate(JSON.parse(JSON.stringify(template)) as never);
          const [read] = collection.apis;
          expect(normalize({ ...(read as RestApi), id: api.id })).toEqual(normalize(part));
          // A finding without an element is about the Body, which may hold more than API Gateway reads.
          const lost = new Set(['not-read', 'unknown-property']);
          const isLoss = ({ code, place }: Diagnostic): boolean => lost.has(code) && place.element !== undefined;
          expect(diagnostics.filter(isLoss)).toEqual([]);
          expect(diagnostics.filter(({ code }) => code === 'unresolved-reference')).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    `for REST APIs in templates whose definition is resources of their own, ${RUNS} times`,
    () => {
      const counter = new PropertyCounter(modelProperties('RestApi'));
      fc.assert(
        fc.property(restApis, (api) => {
          counter.count(api);
          const part = resourcePart(api);
          const { template } = renderTemplate(part, { definition: 'resources' });
          const { collection, diagnostics } = readTemplate(JSON.parse(JSON.stringify(template)) as never);
          const [read] = collection.apis;
          expect(normalize({ ...(read as RestApi), id: api.id })).toEqual(normalize(part));
          const losses = new Set(['not-read', 'unknown-property', 'unresolved-reference']);
          // An authorizer that is named by its id is elsewhere.
          const isLoss = ({ code, place }: Diagnostic): boolean =>
            losses.has(code) && place.property !== 'AuthorizerId';
          expect(diagnostics.filter(isLoss)).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    `for HTTP APIs in templates, ${RUNS} times`,
    () => {
      const counter = new PropertyCounter(modelProperties('HttpApi'));
      fc.assert(
        fc.property(httpApis, (api) => {
          counter.count(api);
          const part = cloudFormationPart(api);
          const { template } = renderTemplate(part);
          const { collection, diagnostics } = readTemplate(JSON.parse(JSON.stringify(template)) as never);
          const [read] = collection.apis;
          expect(normalize({ ...(read as HttpApi), id: api.id })).toEqual(normalize(part));
          const lost = new Set(['not-read', 'unknown-property']);
          const isLoss = ({ code, place }: Diagnostic): boolean => lost.has(code) && place.element !== undefined;
          expect(diagnostics.filter(isLoss)).toEqual([]);
          expect(diagnostics.filter(({ code }) => code === 'unresolved-reference')).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    `for HTTP APIs in templates whose definition is resources of their own, ${RUNS} times`,
    () => {
      const counter = new PropertyCounter(modelProperties('HttpApi'));
      fc.assert(
        fc.property(httpApis, (api) => {
          counter.count(api);
          const part = resourcePart(api);
          const { template } = renderTemplate(part, { definition: 'resources' });
          const { collection, diagnostics } = readTemplate(JSON.parse(JSON.stringify(template)) as never);
          const [read] = collection.apis;
          expect(normalize({ ...(read as HttpApi), id: api.id })).toEqual(normalize(part));
          const losses = new Set(['not-read', 'unknown-property', 'unresolved-reference']);
          expect(diagnostics.filter(({ code }) => losses.has(code))).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
