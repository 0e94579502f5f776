import { describe } from 'vitest';
import { joinValues, reference } from '../../../lib/model/index.js';
import { finds, httpRoute, method } from '../findings.js';

describe('stage-variable-unknown', () => {
  finds([
    [
      'stage variables of URIs that a stage does not have',
      {
        ...method({
          integration: {
            type: 'HTTP_PROXY',
            httpMethod: 'GET',
            uri: joinValues(['https://${stageVariables.a}${stageVariables.b}/', reference('Path')]),
          },
        }),
        stages: [{ name: 'dev' }, { name: 'prod', variables: { b: 'x' } }],
      },
      [
        'warning unresolved-reference GET /pets/{petId} integration uri: Cannot fill in ${stageVariables.a}: stage dev, prod has no such variable',
        'warning unresolved-reference GET /pets/{petId} integration uri: Cannot fill in ${stageVariables.b}: stage dev has no such variable',
      ],
    ],
    [
      'a stage variable of an HTTP API that a stage does not have',
      {
        ...httpRoute({
          integration: { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'https://${stageVariables.a}/' },
        }),
        stages: [{ name: '$default' }],
      },
      [
        'warning unresolved-reference GET /pets integration uri: Cannot fill in ${stageVariables.a}: stage $default has no such variable',
      ],
    ],
  ]);
});
