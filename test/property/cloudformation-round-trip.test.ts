import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { normalize, type Api, type Diagnostic } from '../../lib/model/index.js';
import { cloudFormationPart } from '../../lib/synth/cloudformation/cloudformation-part.js';
import { resourcePart } from '../../lib/synth/cloudformation/resource-part.js';
import { renderTemplate } from '../../lib/synth/cloudformation/template.js';
import { restApis } from '../support/arbitrary-api.js';
import { httpApis } from '../support/arbitrary-http-api.js';
import { webSocketApis } from '../support/arbitrary-websocket-api.js';
import { modelProperties, PropertyCounter } from '../support/model-properties.js';

const RUNS = Number(process.env.SLUICE_RUNS ?? 500);
const TIMEOUT_MS = 30_000 + 50 * RUNS;

/** An API as a template gives it back, the part that was written, and what reading it finds. */
interface RoundTrip {
  readonly part: Api;
  readonly read: Api | undefined;
  readonly losses: readonly Diagnostic[];
}

function roundTrip(part: Api, definition: 'body' | 'resources'): RoundTrip {
  const { template } = renderTemplate(part, { definition });
  const { collection, diagnostics } = readTemplate(JSON.parse(JSON.stringify(template)) as never);
  const [read] = collection.apis;
  const losses = diagnostics.filter(
    ({ code, place }) =>
      code === 'unresolved-reference' ||
      // In a body, a finding without an element is about the document, which may hold more than API Gateway reads.
      (['not-read', 'unknown-property'].includes(code) && (definition === 'resources' || place.element !== undefined)),
  );
  return { part, read, losses };
}

// An authorizer that is named by its id is elsewhere.
const isElsewhere = ({ place }: Diagnostic): boolean => place.property === 'AuthorizerId';

describe('read(render(part(api))) equals part(api)', () => {
  test.each<[what: string, model: 'RestApi' | 'HttpApi' | 'WebSocketApi', roundTrips: fc.Arbitrary<[Api, RoundTrip]>]>([
    ['REST APIs', 'RestApi', restApis.map((api) => [api, roundTrip(cloudFormationPart(api), 'body')])],
    [
      'REST APIs whose definition is resources of their own',
      'RestApi',
      restApis.map((api) => {
        const { losses, ...trip } = roundTrip(resourcePart(api), 'resources');
        return [api, { ...trip, losses: losses.filter((loss) => !isElsewhere(loss)) }];
      }),
    ],
    ['HTTP APIs', 'HttpApi', httpApis.map((api) => [api, roundTrip(cloudFormationPart(api), 'body')])],
    [
      'HTTP APIs whose definition is resources of their own',
      'HttpApi',
      httpApis.map((api) => [api, roundTrip(resourcePart(api), 'resources')]),
    ],
    [
      'WebSocket APIs',
      'WebSocketApi',
      webSocketApis.map((api) => [api, roundTrip(cloudFormationPart(api), 'resources')]),
    ],
  ])(
    `for %s in templates, ${RUNS} times`,
    (_what, model, roundTrips) => {
      const counter = new PropertyCounter(modelProperties(model));
      fc.assert(
        fc.property(roundTrips, ([api, { part, read, losses }]) => {
          counter.count(api);
          expect(read && normalize({ ...read, id: api.id })).toEqual(normalize(part));
          expect(losses).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(counter.missing()).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
