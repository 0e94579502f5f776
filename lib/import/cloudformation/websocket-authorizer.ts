import { parseIdentitySource, type WebSocketAuthorizer } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { reportHttpOnly } from './http-only.js';
import { nameOf } from './names.js';
import type { ApiResource } from './resources.js';

/**
 * An authorizer of a WebSocket API; none where it is not understood, so that the routes that name it are refused.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
 * Reported by users: API Gateway refuses a lifetime of the result (https://github.com/anomalyco/sst/issues/905).
 */
export function readWebSocketAuthorizer(resource: ApiResource): readonly WebSocketAuthorizer[] {
  const { properties } = resource;
  properties.required('AuthorizerType', 'An authorizer');
  const type = properties.knownOneOf('AuthorizerType', ['REQUEST']);
  const uri = properties.required('AuthorizerUri', 'An authorizer of a WebSocket API');
  const identitySource = properties.texts('IdentitySource') ?? [];
  const credentials = properties.value('AuthorizerCredentialsArn');
  const name = nameOf(resource);
  reportHttpOnly(properties, HTTP_ONLY);
  if (properties.document('AuthorizerResultTtlInSeconds') !== undefined) {
    const message = 'API Gateway caches no results of authorizers of WebSocket APIs and refuses this property';
    properties.report('invalid-value', 'AuthorizerResultTtlInSeconds', message);
  }
  if (type === undefined || uri === undefined) return [];
  return [
    {
      type,
      name,
      uri,
      identitySource: identitySource.map((source) => parseIdentitySource(source, 'WEBSOCKET')),
      ...defined({ credentials }),
    },
  ];
}

const HTTP_ONLY = [
  'AuthorizerPayloadFormatVersion',
  'EnableSimpleResponses',
  'IdentityValidationExpression',
  'JwtConfiguration',
];
