import { describe } from 'vitest';
import { finds, mock, templates, webSocketRoute } from '../findings.js';

describe('template-reference', () => {
  finds([
    [
      'names that templates do not have',
      {
        ...templates(
          '$context.requestId $context.authorizer.claims.sub $context.identity.sourceIp.length() $input.json("$") $util.urlEncode("a") $stageVariables.a $other.b #set($context.responseOverride.status = 201)',
          '$context.status $context.identity.ip $input.header $util.toJson("a") $util.error $stageVariables.b ${stageVariables.get("b")}',
        ),
        stages: [{ name: 'prod', variables: { a: '1' } }],
      },
      [
        'Cannot find $context.status: templates have no such variable',
        'Cannot find $context.identity.ip: templates have no such variable',
        'Cannot find $input.header: there are body, json, params, path',
        'Cannot find $util.toJson(): its functions are base64Decode, base64Encode, escapeJavaScript, parseJson, urlDecode, urlEncode',
        'Cannot find $util.error: its functions are base64Decode, base64Encode, escapeJavaScript, parseJson, urlDecode, urlEncode',
        'Cannot find the stage variable "b" in stage prod',
      ].map(
        (message) =>
          `warning template-reference GET /pets/{petId} integration response 200 responseTemplates["application/json"]: ${message}`,
      ),
    ],
    [
      'names that templates of a WebSocket API do not have',
      webSocketRoute({
        integration: {
          ...mock,
          requestTemplates: { $default: '$context.connectionId $context.routeKey $context.httpMethod' },
        },
      }),
      [
        'warning template-reference send requestTemplates["$default"]: Cannot find $context.httpMethod: templates have no such variable',
      ],
    ],
  ]);
});
