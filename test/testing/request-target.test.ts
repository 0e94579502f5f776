import { expect, test } from 'vitest';
import { readTarget } from '../../lib/testing/request-target.js';

const DOMAINS = ['api.example.com', '*.example.org'].map((name) => ({ name, rules: [], mappings: [] }));

test.each<[given: string, target: string, host: string]>([
  ['/pets', '/prod/pets', 'localhost'],
  ['pets?a=1', '/prod/pets?a=1', 'localhost'],
  ['https://api.example.com', '/', 'api.example.com'],
  ['https://api.example.com/v1/a%20b/ü?q=%7B#end', '/v1/a%20b/ü?q=%7B', 'api.example.com'],
  ['http://api.example.com:8080?q=1', '/?q=1', 'api.example.com:8080'],
  ['wss://api.example.com/chat?room=1', '/chat?room=1', 'api.example.com'],
  ['?room=1', '/prod/?room=1', 'localhost'],
  ['HTTPS://pets.example.org/', '/', 'pets.example.org'],
])('readTarget() reads %s', (given, target, host) => {
  expect(readTarget(given, 'prod', DOMAINS)).toEqual({ target, host });
});

test.each<[url: string, domains: typeof DOMAINS, hint: string]>([
  ['https://other.example.com/', DOMAINS, 'Available domains: api.example.com, *.example.org'],
  ['https://api.example.com/', [], 'The source has no custom domain; give a path below the stage'],
])('readTarget() refuses %s where no domain has the host', (url, domains, hint) => {
  expect(() => readTarget(url, 'prod', domains)).toThrow(
    expect.objectContaining({ code: 'domain-unknown', details: { hint } }) as Error,
  );
});
