import { App, Duration, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import {
  CacheSize,
  Method,
  MockIntegration,
  RestApi,
  type MethodDefaults,
  type MethodProps,
  type StageMethodProps,
  type StageProps,
} from '../../../../lib/index.js';
import { resourceOf, synthesize } from '../../synthesize.js';

interface Case {
  readonly defaults?: MethodDefaults;
  readonly method?: MethodProps;
  readonly stage?: StageProps;
  readonly settings: readonly StageMethodProps[];
}

/** The entry of `GET /pets/{petId}` in the template, without its key. */
function entryOf({ defaults = {}, method = {}, stage = {}, settings }: Case): unknown {
  const template = synthesize((stack) => {
    const api = new RestApi(stack, 'Pets', { defaults });
    const getPet = api.get('/pets/{petId}', new MockIntegration(), method as MethodProps<'/pets/{petId}'>);
    const prod = api.addStage('prod', stage);
    for (const one of settings) prod.configure(getPet, one);
  });
  const entries = resourceOf(template, 'AWS::ApiGateway::Stage').Properties.MethodSettings as readonly {
    readonly ResourcePath: string;
    readonly HttpMethod: string;
  }[];
  const entry = entries.find(({ ResourcePath }) => ResourcePath === '/~1pets~1{petId}');
  if (entry === undefined) return undefined;
  const { ResourcePath: _path, HttpMethod: _method, ...rest } = entry;
  return rest;
}

const cached: StageProps = { cache: { size: CacheSize.GB_0_5 } };

describe('Stage.configure()', () => {
  test.each<[what: string, given: Case, entry: unknown]>([
    [
      'takes precedence over method, stage and defaults, member by member',
      {
        defaults: { throttle: { rateLimit: 1, burstLimit: 1 }, metrics: true },
        stage: { throttle: { rateLimit: 2, burstLimit: 2 }, logging: { level: 'ERROR' } },
        method: { throttle: { rateLimit: 3, burstLimit: 3 } },
        settings: [{ throttle: { rateLimit: 4 } }],
      },
      { ThrottlingRateLimit: 4, LoggingLevel: 'ERROR', DataTraceEnabled: false, MetricsEnabled: true },
    ],
    [
      'keeps members of an earlier call that a later one lacks',
      { settings: [{ metrics: true, throttle: { rateLimit: 1 } }, { throttle: { burstLimit: 2 } }] },
      { MetricsEnabled: true, ThrottlingBurstLimit: 2 },
    ],
    [
      'changes how long a response is kept',
      {
        stage: cached,
        method: { cache: { ttl: Duration.minutes(1) } },
        settings: [{ cache: { ttl: Duration.hours(1) } }],
      },
      { CachingEnabled: true, CacheTtlInSeconds: 3600 },
    ],
    [
      'turns the cache of a method off',
      { stage: cached, method: { cache: {} }, settings: [{ cache: false }] },
      { CachingEnabled: false },
    ],
    [
      'writes nothing for a cache that is off anyway',
      { method: { cache: {} }, settings: [{ cache: false }] },
      undefined,
    ],
  ])('%s', (_, given, entry) => {
    // A template without any entry has no MethodSettings.
    expect(entryOf({ ...given, defaults: { metrics: false, ...given.defaults } })).toEqual(
      entry === undefined ? undefined : { MetricsEnabled: false, ...(entry as object) },
    );
  });

  test.each<[code: string, given: Case]>([
    ['stage-cache-missing', { method: { cache: {} }, settings: [{ cache: { ttl: Duration.minutes(1) } }] }],
    ['method-cache-missing', { stage: cached, settings: [{ cache: { ttl: Duration.minutes(1) } }] }],
  ])('throws %s for a cache without effect', (code, given) => {
    expect(() => entryOf(given)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test('is checked at synth: a response is kept for an hour at most', () => {
    const given = { stage: cached, method: { cache: {} }, settings: [{ cache: { ttl: Duration.minutes(61) } }] };
    expect(() => entryOf(given)).toThrow(/stage prod  cache of GET \/pets\/\{petId\}.*3660.*\(quota-exceeded\)/s);
  });

  test('throws method-of-another-api', () => {
    const stack = new Stack(new App(), 'Stack');
    const pets = new RestApi(stack, 'Pets').get('/', new MockIntegration());
    const prod = new RestApi(stack, 'Orders').addStage('prod');
    expect(() => prod.configure(pets, { metrics: true })).toThrow(
      'Cannot configure GET / in Stack/Orders/Stage-prod: it is a method of another API',
    );
  });

  test('throws method-unknown for a method that the API does not have', () => {
    const api = new RestApi(new Stack(new App(), 'Stack'), 'Pets');
    expect(() => api.addStage('prod').configure(new Method(api, 'GET', '/pets'), { metrics: true })).toThrow(
      'Cannot configure GET /pets in the stage prod: the API has no such method',
    );
  });

  test('finds a method whose path was given with a slash at the end, and speaks of one stage only', () => {
    const template = synthesize((stack) => {
      const api = new RestApi(stack, 'Pets');
      const list = api.get('/pets/', new MockIntegration());
      api.addStage('prod').configure(list, { metrics: true });
      api.addStage('dev');
    });
    const [prod, dev] = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::ApiGateway::Stage');
    expect(prod?.Properties.MethodSettings).toEqual([
      { ResourcePath: '/~1pets', HttpMethod: 'GET', MetricsEnabled: true },
    ]);
    expect(dev?.Properties.MethodSettings).toBeUndefined();
  });
});
