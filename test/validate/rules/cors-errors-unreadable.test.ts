import { describe } from 'vitest';
import type { Resource } from '../../../lib/model/index.js';
import { API, finds, mock } from '../findings.js';

const preflight = (headers: readonly string[]): Resource => ({
  path: '/',
  methods: [
    {
      httpMethod: 'OPTIONS',
      responses: [{ statusCode: '204', responseHeaders: headers.map((name) => ({ name, required: false })) }],
      integration: {
        ...mock,
        responses: [
          {
            statusCode: '204',
            responseParameters: headers.map((header) => ({ header, source: { kind: 'literal', value: 'true' } })),
          },
        ],
      },
    },
  ],
});

describe('cors-errors-unreadable', () => {
  finds([
    [
      'errors that pages with credentials cannot read',
      { ...API, resources: [preflight(['Access-Control-Allow-Credentials'])] },
      [
        "warning cors-errors-unreadable cors: Cannot let pages read the gateway's own errors: pages may send credentials, and DEFAULT_4XX and DEFAULT_5XX name no origin (of several, none can be named)",
      ],
    ],
    [
      'errors that pages without credentials can read',
      { ...API, resources: [preflight(['Access-Control-Allow-Origin'])] },
      [],
    ],
  ]);
});
