import { describe, expect, test } from 'vitest';
import { reference, type RestApi, type Value } from '../../../lib/model/index.js';
import { validate } from '../../../lib/validate/validate.js';
import { API, print } from '../findings.js';

// No secrets: each only has the form of one.
const ACCESS_KEY = ['AKIA', 'EXAMPLEEXAMPLE12'].join('');
const RANDOM = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY';

function found(variables: Readonly<Record<string, Value<string>>>): readonly string[] {
  const api: RestApi = { ...API, stages: [{ name: 'prod', variables }] };
  return validate(api)
    .filter(({ code }) => code === 'stage-variable-secret')
    .map(print);
}

function secret(name: string, what: 'name' | 'value'): string {
  return `warning stage-variable-secret stage prod variable ${name}: The ${what} of the variable looks like that of a secret; stage variables are not meant for sensitive data`;
}

describe('stage-variable-secret', () => {
  test.each<[name: string, value: Value<string>, what: 'name' | 'value']>([
    ['backend_password', 'correct-horse', 'name'],
    ['apiKey', 'abcdefgh', 'name'],
    ['dbPassword', reference('DbPassword'), 'name'],
    ['accessToken', '{{resolve:secretsmanager:token}}', 'name'],
    ['backend', ACCESS_KEY, 'value'],
    ['backend', 'https://user:correct-horse@example.com', 'value'],
    ['backend', RANDOM, 'value'],
  ])('finds %s', (name, value, what) => {
    const findings = found({ [name]: value });
    expect(findings).toEqual([secret(name, what)]);
    if (typeof value === 'string') expect(findings.join()).not.toContain(value);
  });

  test.each<[name: string, value: Value<string>]>([
    ['secretArn', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:pets'],
    ['secret', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:pets'],
    ['secret', reference('Secret')],
    ['tokenUrl', 'https://example.com/oauth2/token'],
    ['requireToken', 'true'],
    ['function', 'testapigatewaysqsdefaultLambdaRestApiAccountF7D19F4F'],
    ['commit', '0123456789abcdef0123456789abcdef01234567'],
  ])('finds nothing in %s', (name, value) => {
    expect(found({ [name]: value })).toEqual([]);
  });

  test('finds a variable of a canary', () => {
    const canary = { stageVariableOverrides: { password: 'correct-horse' } };
    const api: RestApi = { ...API, stages: [{ name: 'prod', canary }] };
    expect(validate(api).map(print)).toContain(secret('password', 'name'));
  });
});
