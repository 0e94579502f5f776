import { describe, expect } from 'vitest';
import { reference } from '../../../lib/model/index.js';
import { API, finds, webSocketRoute } from '../findings.js';

describe('schema-invalid', () => {
  finds([
    [
      'schemas that are none',
      {
        ...API,
        models: [
          { name: 'Pet', schema: { type: 'thing' } },
          { name: 'Pets', schema: { type: 'array', items: { $ref: '#/models/Pet' } } },
          { name: 'Tree', schema: { type: 'object', properties: { children: { items: { $ref: '#/models/Tree' } } } } },
          { name: 'Later', schema: reference('Schema') },
        ],
      },
      [expect.stringMatching(/^error schema-invalid model Pet .*: Cannot use the schema: .*"thing"/) as string],
    ],
    [
      'a schema of a WebSocket API that is none',
      { ...webSocketRoute({}), models: [{ name: 'Message', schema: { type: 'thing' } }] },
      [expect.stringMatching(/^error schema-invalid model Message .*: Cannot use the schema: .*"thing"/) as string],
    ],
    [
      'required without a list, which API Gateway imports, as a warning',
      { ...API, models: [{ name: 'Pet', schema: { type: 'object', required: true } }] },
      [expect.stringMatching(/^warning schema-invalid model Pet #\/required: .*a list of names, found true/) as string],
    ],
  ]);
});
