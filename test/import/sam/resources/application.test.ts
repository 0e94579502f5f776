import { describe, expect, test } from 'vitest';

import { expand } from '../expand.js';

describe('AWS::Serverless::Application', () => {
  test('of a template is a nested stack', () => {
    const Properties = { Location: './nested.yaml', Parameters: { A: 'b' } };
    const { get, diagnostics } = expand({ App: { Type: 'AWS::Serverless::Application', Properties } });
    expect(get('App')).toEqual({
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: './nested.yaml',
        Parameters: { A: 'b' },
        Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }],
      },
    });
    expect(diagnostics).toEqual([]);
  });

  test('of the application repository is named', () => {
    const Properties = { Location: { ApplicationId: 'arn:app', SemanticVersion: '1.0.0' } };
    const { get, diagnostics } = expand({ App: { Type: 'AWS::Serverless::Application', Properties } });
    expect(get('App').Properties.TemplateURL).toBe('');
    expect(diagnostics).toMatchObject([{ code: 'not-read', place: { element: 'App', property: 'Location' } }]);
  });
});
