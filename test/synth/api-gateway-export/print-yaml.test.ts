import { expect, test } from 'vitest';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import { printYaml } from '../../../lib/synth/api-gateway-export/index.js';

test('writes blocks, strings in quotes, and keys in quotes that YAML would read otherwise', () => {
  const document = {
    swagger: '2.0',
    schemes: ['https'],
    paths: {
      '/pets/{petId}': {
        get: { responses: { 200: { description: '200 response' } }, security: [{ a: [], b: ['x'] }] },
      },
    },
    true: { empty: {}, list: [[1, true], null] },
    'a: b': 'line\nline',
  };
  const yaml = printYaml(document);
  expect(yaml).toBe(
    [
      '---',
      'swagger: "2.0"',
      'schemes:',
      '- "https"',
      'paths:',
      '  /pets/{petId}:',
      '    get:',
      '      responses:',
      '        "200":',
      '          description: "200 response"',
      '      security:',
      '      - a: []',
      '        b:',
      '        - "x"',
      '"true":',
      '  empty: {}',
      '  list:',
      '  - - 1',
      '    - true',
      '  - null',
      '"a: b": "line\\nline"',
      '',
    ].join('\n'),
  );
  expect(parseJsonOrYaml(yaml, 'a.yaml').value).toEqual(document);
});
