import { describe, expect, test } from 'vitest';
import type { Method, MethodSettings, RestApi } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { method } from '../findings.js';

const integration = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://example.com/pets' } as const;
const requestParameters = [{ location: 'querystring', name: 'kind', required: false }] as const;

function api(of: Partial<Method>, methodSettings: readonly MethodSettings[], path = '/pets'): RestApi {
  const written = method({ integration, requestParameters, ...of });
  const resources = written.resources.map((resource) => ({ ...resource, path }));
  return { ...written, resources, stages: [{ name: 'prod', cacheCluster: { enabled: true }, methodSettings }] };
}

const setting = (path: string, httpMethod: MethodSettings['httpMethod'], enabled: boolean): MethodSettings => ({
  ...{ path, httpMethod },
  caching: { enabled },
});
const ALL = setting('*', '*', true);
const messages = (checked: RestApi): readonly string[] =>
  validate(checked)
    .filter(({ code }) => code === 'cache-keys-missing')
    .map(({ message }) => message);

describe('cache-keys-missing', () => {
  test('names the stage and the parameters', () => {
    expect(messages(api({}, [ALL], '/pets/{petId}'))).toEqual([
      'Stage prod caches one response for all values of path.petId, querystring.kind',
    ]);
  });

  test.each<[what: string, checked: RestApi]>([
    ['a method without parameters', api({ requestParameters: [] }, [ALL])],
    ['a method that only settings for all methods cover, unless it is GET', api({ httpMethod: 'POST' }, [ALL])],
    ['a method that its own settings do not cache', api({}, [setting('/pets', 'GET', false), ALL])],
    ['a stage without settings', api({}, [])],
    ['a stage without a cache cluster', { ...api({}, [ALL]), stages: [{ name: 'prod', methodSettings: [ALL] }] }],
    ['a streamed response', api({ integration: { ...integration, responseTransferMode: 'STREAM' } }, [ALL])],
    [
      'a method with a key',
      api(
        {
          integration: {
            ...integration,
            cacheKeyParameters: [{ kind: 'method.request', location: 'querystring', name: 'kind' }],
          },
        },
        [ALL],
      ),
    ],
  ])('finds nothing in %s', (_what, checked) => {
    expect(messages(checked)).toEqual([]);
  });

  test('finds another method that its own settings cache', () => {
    expect(messages(api({ httpMethod: 'POST' }, [setting('/pets', 'POST', true)]))).toHaveLength(1);
  });
});
