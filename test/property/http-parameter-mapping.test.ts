import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHttpRequestMappings, parseHttpResponseMappings } from '../../lib/model/index.js';
import { isSendable } from '../../lib/runtime/header-lines.js';
import { lambdaRoute, send, serveHttpApi } from '../runtime/http-api/gateway.js';

const TARGET = fc.constantFrom(
  ...['append:header.x-a', 'overwrite:header.X-A', 'remove:header.x-a', 'overwrite:path', 'append:querystring.q'],
  ...['overwrite:statuscode', 'append:header.authorization', 'overwrite:header.x a', 'append:header.', 'x'],
);

const WORD = fc.oneof(
  fc.constantFrom('$request.body', '$request.body.a', '$request.path', '$request.path.id', '$response.body.a', '\\$'),
  fc.constantFrom(
    '$request.header.x-a',
    '${request.querystring.q}',
    '$context.authorizer',
    '$stageVariables.__proto__',
  ),
  fc.constantFrom('$request.body.a[0]', '$request.body..a', '$request.body.[', '${', '200', '999', '-1', '/', '?', '%'),
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const MAPPINGS = fc.dictionary(
  TARGET,
  fc.array(WORD, { maxLength: 3 }).map((words) => words.join('')),
  { maxKeys: 4, noNullPrototype: true },
);
const BODY = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }).map((a) => JSON.stringify({ a: [a, '\r\nX-Evil: 1'] })),
);

describe('parameter mappings of HTTP APIs', () => {
  test('never fail but by a fault, and never send what HTTP cannot carry', async () => {
    await fc.assert(
      fc.asyncProperty(MAPPINGS, MAPPINGS, BODY, async (request, response, body) => {
        const { integration, ...route } = lambdaRoute('POST /{id+}');
        if (integration?.type !== 'AWS_PROXY') throw new Error('expected a function');
        const mapped = {
          ...{ ...integration, requestParameters: parseHttpRequestMappings(request) },
          responseParameters: [{ statusCode: '200', mappings: parseHttpResponseMappings(response) }],
        };
        const runtime = serveHttpApi([{ ...route, integration: mapped }], () =>
          Promise.resolve({ statusCode: 200, headers: { 'x-a': 'b' }, body }),
        );
        try {
          const sent = { method: 'POST', target: '/a%2Fb%0D/c?q=1&q=%0D%0A', body: Buffer.from(body) };
          const { status, headers } = await send(runtime, sent);
          expect([[200, 500, 501].includes(status) || 'overwrite:statuscode' in response, status]).toEqual([
            true,
            status,
          ]);
          expect(headers.filter((line) => !isSendable(line))).toEqual([]);
          expect(runtime.gateway.traces.list()[0]?.failure?.cause.kind).not.toBe('defect');
        } finally {
          await runtime.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});
