import { describe, expect, test } from 'vitest';
import type { Api } from '../../../lib/model/index.js';
import { accountRole } from '../../../lib/validate/source-rules/account-role.js';
import { API, httpRoute, webSocketRoute } from '../findings.js';
import { foundBy } from './definition.js';

const MISSING =
  'info account-role-missing stage prod: The stage writes to CloudWatch Logs, and no AWS::ApiGateway::Account sets a role for that here: the deployment fails unless the account has one in this Region already';
const accessLog = { destinationArn: 'arn:aws:logs:us-east-1:111122223333:log-group:pets' };
const toFirehose = { destinationArn: 'arn:aws:firehose:us-east-1:111122223333:deliverystream/pets' };
const logged: Api = { ...API, stages: [{ name: 'prod', accessLog }] };

function account(id: string, cloudWatchRoleArn?: string): { id: string; cloudWatchRoleArn?: string } {
  return { id, ...(cloudWatchRoleArn !== undefined && { cloudWatchRoleArn }) };
}

describe('accountRole', () => {
  test.each<[what: string, api: Api, found: readonly string[]]>([
    ['an access log', logged, [MISSING]],
    [
      'execution logs',
      {
        ...API,
        stages: [{ name: 'prod', methodSettings: [{ path: '*', httpMethod: '*', logging: { level: 'INFO' } }] }],
      },
      [MISSING],
    ],
    [
      'execution logs of a WebSocket API',
      { ...webSocketRoute({}), stages: [{ name: 'prod', defaultRouteSettings: { loggingLevel: 'ERROR' } }] },
      [MISSING],
    ],
    [
      'nothing of level OFF',
      {
        ...API,
        stages: [{ name: 'prod', methodSettings: [{ path: '*', httpMethod: '*', logging: { level: 'OFF' } }] }],
      },
      [],
    ],
    ['nothing of a Firehose stream', { ...API, stages: [{ name: 'prod', accessLog: toFirehose }] }, []],
    ['nothing of an HTTP API', { ...httpRoute({}), stages: [{ name: 'prod', accessLog }] }, []],
  ])('finds %s', (_what, api, found) => {
    expect(foundBy(accountRole, [api])).toEqual(found);
  });

  test('finds nothing with one role, and each account after the first with several', () => {
    expect(foundBy(accountRole, [logged], { accounts: [account('Account', 'arn')] })).toEqual([]);
    expect(foundBy(accountRole, [logged], { accounts: [account('Account')] })).toEqual([MISSING]);
    expect(foundBy(accountRole, [logged], { accounts: [account('One', 'arn'), account('Two', 'arn')] })).toEqual([
      'warning account-role-overwritten Two CloudWatchRoleArn: One sets the role of the account for CloudWatch Logs too: the last one deployed wins',
    ]);
  });
});
