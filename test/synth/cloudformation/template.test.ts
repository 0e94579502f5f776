import { describe, expect, test } from 'vitest';
import {
  EMPTY_COLLECTION,
  intrinsic,
  joinValues,
  lambdaInvocationUri,
  parseAccessLogFormat,
  reference,
  type RestApi,
  type Value,
} from '../../../lib/model/index.js';
import { renderTemplate } from '../../../lib/synth/cloudformation/index.js';
import { expectGolden, goldenJson } from '../../support/golden.js';

const place = { partition: 'aws', region: 'eu-west-1' };

function invoking(functionArn: Value<string>, more: Partial<RestApi> = {}): RestApi {
  return {
    protocol: 'REST',
    id: 'greetings.yaml',
    name: 'Greetings',
    resources: [
      {
        path: '/greetings/{name}',
        methods: [
          {
            httpMethod: 'GET',
            integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: lambdaInvocationUri(place, functionArn) },
          },
        ],
      },
    ],
    stages: [],
    ...more,
  };
}

const GREET = 'arn:aws:lambda:eu-west-1:123456789012:function:greet';

describe('renderTemplate()', () => {
  test('writes API, deployment, stages, permissions and outputs', () => {
    const api = invoking(joinValues(['arn:aws:lambda:', reference('AWS::Region'), ':123456789012:function:greet']), {
      endpoint: { type: 'REGIONAL' },
      tags: { team: 'greetings' },
      stages: [
        {
          name: 'prod',
          variables: { backend: 'example.com' },
          cacheCluster: { enabled: true, sizeGigabytes: '0.5' },
          methodSettings: [{ path: '/', httpMethod: 'GET', throttle: { ratePerSecond: 10, burst: 5 } }],
          accessLog: {
            destinationArn: 'arn:aws:logs:eu-west-1:123456789012:log-group:a',
            format: parseAccessLogFormat('$context.requestId'),
          },
          tags: { tier: 'gold' },
        },
        { name: 'dev' },
      ],
    });
    const { template, diagnostics } = renderTemplate(api);
    expect(diagnostics).toEqual([]);
    expectGolden('cloudformation-greetings', 'template.json', goldenJson(template));
  });

  test('gives an API without a stage one, named as asked', () => {
    const outputs = [undefined, 'dev'].map((defaultStage) =>
      Object.keys(
        renderTemplate(invoking(GREET), defaultStage === undefined ? {} : { defaultStage }).template.Outputs ?? {},
      ),
    );
    expect(outputs).toEqual([['GreetingsProdUrl'], ['GreetingsDevUrl']]);
  });

  test('lets each function be invoked once, whatever a stage variable makes of it', () => {
    const api = invoking('arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.fn}', {
      stages: [{ name: 'a', variables: { fn: 'one' } }, { name: 'b', variables: { fn: 'two' } }, { name: 'c' }],
      authorizers: [
        {
          type: 'TOKEN',
          name: 'a',
          identitySource: { kind: 'header', name: 'A' },
          uri: lambdaInvocationUri(place, GREET),
        },
        {
          type: 'TOKEN',
          name: 'b',
          identitySource: { kind: 'header', name: 'A' },
          uri: lambdaInvocationUri(place, GREET),
        },
        {
          type: 'TOKEN',
          name: 'c',
          identitySource: { kind: 'header', name: 'A' },
          uri: lambdaInvocationUri(place, `${GREET}c`),
          credentials: 'arn:aws:iam::1:role/a',
        },
      ],
    });
    const { Resources } = renderTemplate(api).template;
    expect(Object.keys(Resources).filter((id) => id.endsWith('Permission'))).toEqual([
      'GreetingsOnePermission',
      'GreetingsTwoPermission',
      'GreetingsGreetPermission',
    ]);
  });

  test('asks for what a value refers to and the template does not have', () => {
    const { template, diagnostics } = renderTemplate(
      invoking(reference('ListPets', 'Arn'), { description: intrinsic('Fn::Select', [0, [reference('Host')]]) }),
    );
    expect(template.Parameters).toEqual({
      Host: { Type: 'String', Description: 'Host' },
      ListPetsArn: { Type: 'String', Description: 'ListPets.Arn' },
    });
    expect(JSON.stringify(template.Resources)).not.toContain('Fn::GetAtt');
    expect(diagnostics.map(({ code, severity, place: { element } }) => [code, severity, element])).toEqual([
      ['unresolved-value', 'info', 'parameter Host'],
      ['unresolved-value', 'info', 'parameter ListPetsArn'],
    ]);
  });

  test('names what it does not write', () => {
    const { diagnostics } = renderTemplate({
      ...EMPTY_COLLECTION,
      apis: [
        invoking(GREET, {
          stages: [
            { name: 'prod', canary: { percentTraffic: 10 } },
            {
              name: 'dev',
              methodSettings: [{ path: '*', httpMethod: '*', caching: { requireAuthorizationForCacheControl: false } }],
            },
          ],
        }),
      ],
      vpcLinks: [{ id: 'Link', name: 'link', targetArns: [] }],
    });
    expect(diagnostics.map(({ code, place: { element } }) => [code, element])).toEqual([
      ['not-representable', 'Link'],
      ['not-representable', 'stage prod'],
      ['not-representable', 'stage dev'],
    ]);
  });

  test('makes a new deployment for a change, and none for another throttle', () => {
    const deploymentOf = (api: RestApi): string | undefined =>
      Object.keys(renderTemplate(api).template.Resources).find((id) => id.includes('Deployment'));
    const plain = deploymentOf(invoking(GREET));
    expect(
      deploymentOf(
        invoking(GREET, {
          stages: [{ name: 'prod', methodSettings: [{ path: '*', httpMethod: '*', throttle: { burst: 1 } }] }],
        }),
      ),
    ).toBe(plain);
    expect(deploymentOf(invoking(GREET, { binaryMediaTypes: ['image/png'] }))).not.toBe(plain);
  });

  test('names two APIs of one name apart', () => {
    const { Resources } = renderTemplate({ ...EMPTY_COLLECTION, apis: [invoking(GREET), invoking(GREET)] }).template;
    expect(Object.keys(Resources).filter((id) => /^Greetings\d?$/.test(id))).toEqual(['Greetings', 'Greetings2']);
  });
});
