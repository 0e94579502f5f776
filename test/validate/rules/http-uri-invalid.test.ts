import { describe } from 'vitest';
import { joinValues, reference, type RestApi, type Value } from '../../../lib/model/index.js';
import { finds, method } from '../findings.js';

function proxy(uri: Value<string>): RestApi {
  return method({ integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri } });
}

function invalid(uri: string): readonly [string, RestApi, readonly string[]] {
  const message = `The URI is "${uri}"; expected http:// or https://, a host and a path without spaces`;
  return [`"${uri}"`, proxy(uri), [`error invalid-value GET /pets/{petId} integration uri: ${message}`]];
}

function valid(uri: Value<string>): readonly [string, RestApi, readonly string[]] {
  return [`nothing in ${JSON.stringify(uri)}`, proxy(uri), []];
}

describe('invalid-value, of the URI of an HTTP integration', () => {
  finds([
    invalid('example.com/pets'),
    invalid('ftp://example.com/pets'),
    invalid('https:///pets'),
    invalid('https://example.com/all pets'),
    invalid(''),
    valid('https://example.com/pets/{petId}?a=b'),
    valid('https://example.com:8443'),
    valid(joinValues(['https://', reference('Host'), '/pets'])),
    valid(joinValues([reference('Url'), '/pets'])),
  ]);
});
