import { describe, expect, test } from 'vitest';
import { readIdentities } from '../../../lib/runtime/authorizers/identities.js';
import { SluiceError } from '../../../lib/support/sluice-error.js';

const ANA = { accessKeyId: 'AKIA1', secretAccessKey: 'secret', arn: 'arn:aws:iam::123456789012:user/ana' };

describe('readIdentities()', () => {
  test('fills in what an ARN says, the same in every run', () => {
    const session = {
      accessKeyId: 'ASIA1',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      expiration: '2026-12-01T00:00:00Z',
      arn: 'arn:aws:sts::123456789012:assumed-role/Reader/night',
      policies: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
    };
    expect(readIdentities([ANA, session, { ...ANA, accessKeyId: 'AKIA2', userId: 'AIDAOWN' }], 'file')).toEqual([
      { ...ANA, accountId: '123456789012', userId: 'AIDAB2B5A3795600F77A0', policies: [] },
      {
        accessKeyId: 'ASIA1',
        secretAccessKey: 'secret',
        sessionToken: 'token',
        expiresAtMs: Date.UTC(2026, 11, 1),
        arn: session.arn,
        accountId: '123456789012',
        userId: expect.stringMatching(/^AROA[0-9A-F]{17}:night$/) as unknown,
        policies: session.policies,
      },
      { ...ANA, accessKeyId: 'AKIA2', accountId: '123456789012', userId: 'AIDAOWN', policies: [] },
    ]);
  });

  test.each([
    [{}, 'Found {} in identities; expected a list of identities'],
    [['ana'], 'Found "ana" in identities[0]; expected an identity with accessKeyId, secretAccessKey and arn'],
    [[{ ...ANA, secret: 'x' }], 'identities[0] has the member "secret", which is unknown'],
    [[{ ...ANA, secretAccessKey: 7 }], 'Found "number" in identities[0].secretAccessKey; expected a string'],
    [[{ ...ANA, arn: 'ana' }], 'Found "ana" in identities[0].arn; expected an ARN such as'],
    [
      [{ ...ANA, accountId: '1' }],
      'Found "1" in identities[0].accountId; expected the account of the ARN, 123456789012',
    ],
    [[{ ...ANA, expiration: 'soon' }], 'Found "soon" in identities[0].expiration; expected a date such as'],
    [[{ ...ANA, policies: {} }], 'Found {} in identities[0].policies; expected a list of policy documents'],
    [[{ ...ANA, policies: [{ Statement: [{ Effect: 'Alow' }] }] }], 'identities[0].policies[0] cannot be read: '],
    [[ANA, ANA], 'Two identities have the access key AKIA1'],
  ])('refuses %j', (list, message) => {
    expect(() => readIdentities(list, 'file')).toThrow(SluiceError);
    expect(() => readIdentities(list, 'file')).toThrow(message);
  });

  test('repeats no secret', () => {
    const list = [{ ...ANA, secretAccessKey: { key: 'hidden' }, sessionToken: ['hidden'] }];
    expect(() => readIdentities(list, 'file')).toThrow(/^(?!.*hidden)/);
  });
});
