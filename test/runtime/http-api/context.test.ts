import { describe, expect, test } from 'vitest';
import { ANONYMOUS } from '../../../lib/runtime/caller.js';
import { compileContextVariable } from '../../../lib/runtime/http-api/context.js';
import type { HttpApiCaller, ReachedInvocation } from '../../../lib/runtime/http-api/invocation.js';
import { FIXED_CLOCK } from '../../support/behaviour.js';

function invocation(caller: HttpApiCaller): ReachedInvocation {
  return {
    stage: { name: 'dev', deployment: { apiId: 'abc123', accountId: '000000000000' } },
    request: {
      message: { httpVersion: 'HTTP/1.1', sourceIp: '192.0.2.1', headers: [['User-Agent', 'curl/8']] },
    },
    arrival: {
      place: {
        domainName: 'api.example.com',
        customDomain: { basePathMatched: 'v1', routingRuleIdMatched: '-' },
        contextPath: '/dev/pets',
        clientCertificate: { subjectDN: 'CN=Ana', validity: { notBefore: 'May 28' } },
      },
      httpMethod: 'GET',
      requestId: 'AAAAAAAAAAAAAA=',
      startMs: FIXED_CLOCK.now(),
    },
    route: { routeKey: 'GET /pets' },
    caller,
  } as unknown as ReachedInvocation;
}

const LAMBDA: HttpApiCaller = { kind: 'context', principalId: 'ana', context: { tenant: 't', level: 3, list: [1] } };
const TOKEN: HttpApiCaller = { kind: 'jwt', claims: { sub: 'u1' }, scopes: ['read'] };
const SIGNER: HttpApiCaller = {
  ...{ kind: 'iam', accessKeyId: 'AKIA', isTemporary: false, accountId: '111122223333' },
  ...{ arn: 'arn:aws:iam::111122223333:user/ana', userId: 'AIDA' },
};

describe('compileContextVariable()', () => {
  test.each<[path: string, expected: string | undefined, caller?: HttpApiCaller]>([
    ['accountId', '000000000000'],
    ['apiId', 'abc123'],
    ['customDomain.basePathMatched', 'v1'],
    ['domainName', 'api.example.com'],
    ['domainPrefix', 'api'],
    ['extendedRequestId', 'AAAAAAAAAAAAAA='],
    ['httpMethod', 'GET'],
    ['identity.clientCert.subjectDN', 'CN=Ana'],
    ['identity.clientCert.validity.notBefore', 'May 28'],
    ['identity.sourceIp', '192.0.2.1'],
    ['identity.userAgent', 'curl/8'],
    ['identity.userArn', undefined],
    ['identity.userArn', 'arn:aws:iam::111122223333:user/ana', SIGNER],
    ['identity.accountId', '111122223333', SIGNER],
    ['path', '/dev/pets'],
    ['protocol', 'HTTP/1.1'],
    ['requestId', 'AAAAAAAAAAAAAA='],
    ['requestTime', '21/Nov/2026:11:22:33 +0000'],
    ['requestTimeEpoch', '1795260153000'],
    ['routeKey', 'GET /pets'],
    ['stage', 'dev'],
    ['authorizer.principalId', 'ana', LAMBDA],
    ['authorizer.tenant', 't', LAMBDA],
    ['authorizer.level', '3', LAMBDA],
    ['authorizer.list', undefined, LAMBDA],
    ['authorizer.claims.sub', 'u1', TOKEN],
    ['authorizer.claims', undefined, TOKEN],
    ['authorizer', undefined, LAMBDA],
    ['authorizer.constructor', undefined, LAMBDA],
    ['toString', undefined],
    ['', undefined],
  ])('%s is %s', (path, expected, caller = ANONYMOUS) => {
    expect(compileContextVariable(path)(invocation(caller))).toBe(expected);
  });
});
