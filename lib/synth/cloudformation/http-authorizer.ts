import { printIdentitySource, type DocumentObject, type HttpApiAuthorizer } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export function renderHttpAuthorizer(authorizer: HttpApiAuthorizer): DocumentObject {
  const { name, type, identitySource } = authorizer;
  return {
    Name: name,
    AuthorizerType: type,
    ...defined({ IdentitySource: identitySource?.map((source) => printIdentitySource(source, 'HTTP')) }),
    ...renderKind(authorizer),
  };
}

function renderKind(authorizer: HttpApiAuthorizer): DocumentObject {
  switch (authorizer.type) {
    case 'JWT':
      return { JwtConfiguration: { Issuer: authorizer.issuer, Audience: authorizer.audience } };
    case 'REQUEST':
      return {
        AuthorizerUri: authorizer.uri,
        AuthorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
        ...defined({
          AuthorizerCredentialsArn: authorizer.credentials,
          AuthorizerResultTtlInSeconds: authorizer.resultTtlSeconds,
          EnableSimpleResponses: authorizer.enableSimpleResponses,
        }),
      };
  }
}
