import { describe, expect, test } from 'vitest';
import type { TestRoute } from './chat-template.js';
import { exchange } from './serve.js';

/** The frame of a MOCK whose response template is this. */
function render(template: string): Promise<string> {
  const route: TestRoute = {
    integration: { IntegrationType: 'MOCK', IntegrationUri: '' },
    respond: true,
    responses: [{ IntegrationResponseKey: '$default', ResponseTemplates: { $default: template } }],
  };
  return exchange({ say: route }, { action: 'say' }, { headers: { 'User-Agent': 'agent' } });
}

describe('$context of a template', () => {
  test('prints all of its members in the order of AWS, and those of maps in it', async () => {
    const printed = (await render('$context')).replaceAll(/=(?!null|\{)[^,}]+/g, '=…');
    expect(printed).toBe(
      '{routeKey=…, disconnectStatusCode=null, messageId=…, eventType=…, extendedRequestId=…, requestTime=…, ' +
        'messageDirection=…, disconnectReason=null, stage=…, connectedAt=…, requestTimeEpoch=…, identity={' +
        'cognitoIdentityPoolId=null, cognitoIdentityId=null, principalOrgId=null, cognitoAuthenticationType=null, ' +
        'userArn=null, userAgent=…, accountId=null, caller=null, sourceIp=…, accessKey=null, ' +
        'cognitoAuthenticationProvider=null, user=null}, requestId=…, domainName=…, connectionId=…, apiId=…}',
    );
  });

  test.each<[template: string, printed: string | RegExp]>([
    ['$context.routeKey $context.eventType $context.stage', 'say MESSAGE dev'],
    ['$context.identity.sourceIp $context.identity.userAgent', '127.0.0.1 agent'],
    ['[$context.identity.userArn$context.disconnectReason]', '[]'],
    ['[$context.authorizer.key$context.requestOverride]', '[]'],
    ['$context.connectionId', /^[\w+/-]{15}=$/],
    ['#if($context.requestId == $context.extendedRequestId)same#end', 'same'],
    ['#set($a = $context.requestTimeEpoch - $context.connectedAt)#if($a >= 0 && $a < 60000)later#end', 'later'],
    ['#set($context.mine = 1)$context.mine', '1'],
  ])('%s prints %s', async (template, printed) => {
    const frame = await render(template);
    if (typeof printed === 'string') expect(frame).toBe(printed);
    else expect(frame).toMatch(printed);
  });
});
