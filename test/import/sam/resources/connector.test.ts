import { describe, expect, test } from 'vitest';

import { expand, lambdaFunction } from '../expand.js';
import type { JsonMap } from '../read-template.js';

const resources = {
  Api: { Type: 'AWS::Serverless::HttpApi' },
  Table: { Type: 'AWS::Serverless::SimpleTable' },
  Fn: lambdaFunction(),
};
const connector = (Source: string, Destination: string, Permissions = ['Write']): JsonMap => ({
  Type: 'AWS::Serverless::Connector',
  Properties: { Source: { Id: Source }, Destination: { Id: Destination }, Permissions },
});

describe('AWS::Serverless::Connector', () => {
  test('from an API to a function is the permission of the function', () => {
    const { get, diagnostics } = expand({ ...resources, Connection: connector('Api', 'Fn') });
    expect(get('ConnectionWriteLambdaPermission')).toEqual({
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Sub': [
            'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${SourceResourceId}/${SourceQualifier}',
            { SourceResourceId: { Ref: 'Api' }, SourceQualifier: '*' },
          ],
        },
      },
    });
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ['between other resources', connector('Fn', 'Table')],
    ['that does not write', connector('Api', 'Fn', ['Read'])],
    ['of resources that are elsewhere', connector('Other', 'Fn')],
  ])('%s is reported', (_what, other) => {
    const { ids, diagnostics } = expand({ ...resources, Connection: other });
    expect(ids('AWS::Lambda::Permission')).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'not-read', place: { element: 'Connection' } }]);
  });
});
