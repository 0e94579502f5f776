import type { InlineHandler } from '../../../../lib/model/index.js';
import type { BehaviourCase } from '../../../support/behaviour.js';
import type { HttpBehaviour, HttpRouteText } from '../ways/http-api-text.js';

const NOT_FOUND = { status: 404, json: { message: 'Not Found' }, headers: { 'content-type': 'application/json' } };

interface RoutedEvent {
  readonly routeKey: string;
  readonly rawPath: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
}

/** The response of a function names the route that was selected, and the variables of its path. */
const told: InlineHandler = ({ routeKey, rawPath, pathParameters = {} }: RoutedEvent) => ({
  routeKey,
  rawPath,
  ...pathParameters,
});

const toTold: HttpRouteText = { integration: { function: 'told', payloadFormatVersion: '2.0' } };

function routesOf(...keys: readonly string[]): Readonly<Record<string, HttpRouteText>> {
  return Object.fromEntries(keys.map((key) => [key, toTold]));
}

function request(line: string, routeKey: string, variables: object = {}, rawPath?: string): BehaviourCase {
  const [method = '', path = ''] = line.split(' ');
  const json = { routeKey, rawPath: rawPath ?? path.replace(/\?.*/, ''), ...variables };
  return { name: line, method, path, expect: { status: 200, json } };
}

function missing(line: string): BehaviourCase {
  const [method = '', path = ''] = line.split(' ');
  return { name: line, method, path, expect: NOT_FOUND };
}

/** Selection of a route: the most specific path, then the method, then `$default`. */
export const routing: HttpBehaviour = {
  functions: { told },
  api: {
    name: 'HttpRouting',
    routes: routesOf(
      'GET /',
      'GET /pets',
      'ANY /pets',
      'GET /pets/{petId}',
      'GET /pets/mine',
      'POST /pets/{petId}/photos/{photoId}',
      'ANY /files/{proxy+}',
      'GET /files/{proxy+}',
      'GET /files/readme',
      'PATCH /{rest+}',
      '$default',
    ),
  },
  cases: [
    request('GET /', 'GET /'),
    request('POST /', '$default'),
    request('GET /pets', 'GET /pets'),
    request('GET /pets?limit=2', 'GET /pets'),
    request('POST /pets', 'ANY /pets'),
    request('HEAD /pets', 'ANY /pets'),
    request('OPTIONS /pets', 'ANY /pets'),
    request('GET /pets/7', 'GET /pets/{petId}', { petId: '7' }),
    request('GET /pets/a%20b', 'GET /pets/{petId}', { petId: 'a b' }, '/pets/a b'),
    request('GET /pets/mine', 'GET /pets/mine'),
    request('DELETE /pets/7', '$default'),
    request('POST /pets/7/photos/8', 'POST /pets/{petId}/photos/{photoId}', { petId: '7', photoId: '8' }),
    request('GET /files/a/b.txt', 'GET /files/{proxy+}', { proxy: 'a/b.txt' }),
    request('PUT /files/a/b.txt', 'ANY /files/{proxy+}', { proxy: 'a/b.txt' }),
    request('GET /files/readme', 'GET /files/readme'),
    request('PATCH /any/thing', 'PATCH /{rest+}', { rest: 'any/thing' }),
    request('GET /nothing/of/that/name', '$default'),
    request('GET /PETS', '$default'),
  ],
};

/** Without `$default` a request that no route takes is not found. */
export const unrouted: HttpBehaviour = {
  functions: { told },
  api: { name: 'HttpUnrouted', routes: routesOf('GET /pets', 'ANY /files/{proxy+}', 'POST /pets/{petId}') },
  cases: [
    request('GET /pets', 'GET /pets'),
    missing('POST /pets'),
    missing('GET /cats'),
    missing('GET /'),
    missing('GET /pets/7'),
    missing('OPTIONS /pets'),
    request('OPTIONS /files/a', 'ANY /files/{proxy+}', { proxy: 'a' }),
    request('POST /pets/7', 'POST /pets/{petId}', { petId: '7' }),
  ],
};

/** A named stage is in the path of the event, and of no route. */
export const namedStage: HttpBehaviour = {
  functions: { told },
  api: {
    name: 'HttpNamedStage',
    stage: 'dev',
    routes: routesOf('GET /pets', 'GET /pets/{petId}', 'ANY /files/{proxy+}'),
  },
  cases: [
    request('GET /pets', 'GET /pets', {}, '/dev/pets'),
    request('GET /pets/7', 'GET /pets/{petId}', { petId: '7' }, '/dev/pets/7'),
    request('POST /files/a/b', 'ANY /files/{proxy+}', { proxy: 'a/b' }, '/dev/files/a/b'),
    missing('GET /dev/pets'),
    missing('GET /'),
  ],
};
