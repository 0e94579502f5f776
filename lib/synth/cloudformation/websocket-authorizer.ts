import { printIdentitySource, type DocumentObject, type WebSocketAuthorizer } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export function renderWebSocketAuthorizer(authorizer: WebSocketAuthorizer): DocumentObject {
  const { name, type, uri, identitySource, credentials } = authorizer;
  return {
    Name: name,
    AuthorizerType: type,
    AuthorizerUri: uri,
    ...(identitySource.length > 0 && {
      IdentitySource: identitySource.map((source) => printIdentitySource(source, 'WEBSOCKET')),
    }),
    ...defined({ AuthorizerCredentialsArn: credentials }),
  };
}
