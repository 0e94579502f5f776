import { describe, expect, test } from 'vitest';

import type { Json } from '../../../lib/model/json.js';
import { expand, lambdaFunction, restApi } from './expand.js';
import type { JsonMap } from './read-template.js';

describe('Globals', () => {
  test.each<[what: string, global: JsonMap, own: JsonMap, property: string, expected: Json]>([
    ['give a property', { Timeout: 3 }, {}, 'Timeout', 3],
    ['give way to the own property', { Timeout: 3 }, { Timeout: 5 }, 'Timeout', 5],
    ['come before the own items of a list', { Layers: ['a'] }, { Layers: ['b'] }, 'Layers', ['a', 'b']],
    [
      'are merged with the own map',
      { Environment: { Variables: { A: '1', B: '1' } } },
      { Environment: { Variables: { B: '2', C: '2' } } },
      'Environment',
      { Variables: { A: '1', B: '2', C: '2' } },
    ],
    ['give way where the own value is a function', { Timeout: 3 }, { Timeout: { Ref: 'T' } }, 'Timeout', { Ref: 'T' }],
    ['give way where kinds differ', { Layers: ['a'] }, { Layers: { Ref: 'L' } }, 'Layers', { Ref: 'L' }],
  ])('%s', (_, global, own, property, expected) => {
    const { get, template } = expand({ Fn: lambdaFunction({}, own) }, { Globals: { Function: global } });
    expect(get('Fn').Properties[property]).toEqual(expected);
    expect(template).not.toHaveProperty('Globals');
  });

  test.each<[ignored: Json, timeout: Json | undefined, memory: Json | undefined]>([
    ['*', undefined, undefined],
    [['Timeout'], undefined, 128],
  ])('are left out where IgnoreGlobals is %j', (IgnoreGlobals, timeout, memory) => {
    const Fn = lambdaFunction({}, {}, { IgnoreGlobals });
    const { get } = expand({ Fn }, { Globals: { Function: { Timeout: 3, MemorySize: 128 } } });
    expect([get('Fn').Properties.Timeout, get('Fn').Properties.MemorySize]).toEqual([timeout, memory]);
  });

  test('concern resources of their type alone', () => {
    const { get } = expand(
      { Fn: lambdaFunction(), Api: restApi({ DefinitionUri: 's3://b/k' }) },
      { Globals: { Api: { TracingEnabled: true } } },
    );
    expect(get('ApiprodStage').Properties.TracingEnabled).toBe(true);
    expect(get('Fn').Properties).not.toHaveProperty('TracingEnabled');
  });

  test.each<[globals: Json, element: string, property?: string]>([
    [['Function'], 'Globals'],
    [{ Queue: {} }, 'Globals', 'Queue'],
    [{ Function: 'x' }, 'Globals', 'Function'],
  ])('%j is reported', (Globals, element, property) => {
    expect(expand({ Fn: lambdaFunction() }, { Globals }).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element, ...(property && { property }) } },
    ]);
  });
});
