import { expect, test } from 'vitest';
import { webAclUnevaluated } from '../../../lib/validate/source-rules/web-acl-unevaluated.js';
import { foundBy } from './definition.js';

test.each<[resourceArn: string, found: readonly string[]]>([
  [
    'arn:aws:apigateway:us-east-1::/restapis/Pets/stages/prod',
    [
      'info web-acl-unevaluated Firewall ResourceArn: The web ACL of stage prod of Pets is not evaluated locally: requests that it blocks on AWS are served',
    ],
  ],
  ['arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/Pets/a1b2', []],
])('webAclUnevaluated with %s', (resourceArn, found) => {
  expect(foundBy(webAclUnevaluated, [], { webAclAssociations: [{ id: 'Firewall', resourceArn }] })).toEqual(found);
});
