import { describe, expect, test } from 'vitest';

import type { Json } from '../../../../lib/model/json.js';
import { at, expand, httpApi } from '../expand.js';

describe('CorsConfiguration of an HTTP API', () => {
  test.each<[cors: Json, expected: Json | undefined]>([
    [true, { allowOrigins: ['*'] }],
    [false, undefined],
    [
      { AllowOrigins: ['https://a.example'], AllowMethods: ['GET'], MaxAge: 0, AllowCredentials: true },
      { allowOrigins: ['https://a.example'], allowMethods: ['GET'], maxAge: 0, allowCredentials: true },
    ],
    [
      { 'Fn::If': ['C', { AllowOrigins: ['*'] }, { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['C', { allowOrigins: ['*'] }, { Ref: 'AWS::NoValue' }] },
    ],
  ])('%j is %j in the definition', (CorsConfiguration, expected) => {
    const { get } = expand({ Api: httpApi({ CorsConfiguration }) });
    expect(at(get('Api').Properties.Body, 'x-amazon-apigateway-cors')).toEqual(expected);
  });

  test.each<Json>([{ AllowOrigins: ['*'], AllowCredentials: true }, { AllowOrigin: '*' }])('%j is refused', (cors) => {
    expect(expand({ Api: httpApi({ CorsConfiguration: cors }) }).diagnostics).toMatchObject([
      { code: 'invalid-value', place: { element: 'Api', property: 'CorsConfiguration' } },
    ]);
  });
});
