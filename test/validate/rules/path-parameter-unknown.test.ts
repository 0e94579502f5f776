import { describe } from 'vitest';
import { parseRequestMappingSource } from '../../../lib/model/index.js';
import { finds, method, mock } from '../findings.js';

describe('path-parameter-unknown', () => {
  finds([
    [
      'a parameter and a mapping of no variable',
      method({
        requestParameters: [{ location: 'path', name: 'id', required: true }],
        integration: {
          ...mock,
          requestParameters: [
            { target: { location: 'header', name: 'X' }, source: parseRequestMappingSource('method.request.path.id') },
          ],
        },
      }),
      [
        'error path-parameter-unknown GET /pets/{petId} parameters path.id: Cannot take the path parameter "id": the path has petId',
        'error path-parameter-unknown GET /pets/{petId} integration.request.header.X: Cannot map method.request.path.id: the path has petId',
      ],
    ],
  ]);
});
