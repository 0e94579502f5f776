import type { BehaviourCase } from '../../../support/behaviour.js';
import type { HttpBehaviour } from '../ways/http-api-text.js';

const PAGE = 'https://app.example.com';
const integration = { function: 'list', payloadFormatVersion: '2.0' } as const;
const functions = {
  list: () => ({
    statusCode: 200,
    headers: { 'Access-Control-Allow-Origin': 'https://backend.example.com' },
    body: '[]',
  }),
};

function preflight(name: string, origin: string, path: string, expected: BehaviourCase['expect']): BehaviourCase {
  return {
    name,
    method: 'OPTIONS',
    path,
    headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    expect: expected,
  };
}

/** CORS of the API itself, which takes the place of the functions' own. */
export const cors: HttpBehaviour = {
  functions,
  api: {
    name: 'HttpCors',
    cors: {
      allowOrigins: [PAGE, 'https://admin.example.com'],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['x-total'],
      allowCredentials: true,
      maxAgeSeconds: 600,
    },
    routes: { 'GET /pets': { integration }, 'POST /pets': { integration } },
  },
  cases: [
    preflight('lets a page ask first', PAGE, '/pets', {
      status: 204,
      headers: {
        'access-control-allow-origin': PAGE,
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'authorization,content-type',
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '600',
      },
    }),
    preflight('lets a page of another origin ask, too', 'https://admin.example.com', '/pets', {
      status: 204,
      headers: { 'access-control-allow-origin': 'https://admin.example.com' },
    }),
    preflight('allows no other origin', 'https://evil.example.com', '/pets', {
      status: 204,
      headers: { 'access-control-allow-origin': null },
    }),
    preflight('needs no route to be asked', PAGE, '/nothing', {
      status: 204,
      headers: { 'access-control-allow-origin': PAGE },
    }),
    {
      name: 'adds the headers to a response, in place of those of the function',
      method: 'GET',
      path: '/pets',
      headers: { Origin: PAGE },
      expect: {
        status: 200,
        headers: { 'access-control-allow-origin': PAGE, 'access-control-expose-headers': 'x-total' },
      },
    },
    {
      name: 'adds none to a response of another origin',
      method: 'GET',
      path: '/pets',
      headers: { Origin: 'https://evil.example.com' },
      expect: { status: 200, headers: { 'access-control-allow-origin': null } },
    },
    {
      name: 'adds none where nobody asks',
      method: 'GET',
      path: '/pets',
      expect: { status: 200, headers: { 'access-control-allow-origin': null } },
    },
  ],
};

/** Every origin is allowed. */
export const corsForAll: HttpBehaviour = {
  functions,
  api: {
    name: 'HttpCorsForAll',
    cors: { allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: ['*'] },
    routes: { 'POST /pets': { integration } },
  },
  cases: [
    preflight('lets any page ask', 'https://any.example.org', '/pets', {
      status: 204,
      headers: { 'access-control-allow-origin': '*' },
    }),
    {
      name: 'adds the star to a response',
      method: 'POST',
      path: '/pets',
      headers: { Origin: PAGE },
      expect: { status: 200, headers: { 'access-control-allow-origin': '*' } },
    },
  ],
};

/** A `$default` route takes the preflight request, too. */
export const corsWithDefault: HttpBehaviour = {
  functions,
  api: { name: 'HttpCorsWithDefault', cors: { allowOrigins: [PAGE] }, routes: { $default: { integration } } },
  cases: [
    preflight('gives the preflight request to the route', PAGE, '/pets', {
      status: 200,
      text: '[]',
      headers: { 'access-control-allow-origin': PAGE },
    }),
  ],
};
