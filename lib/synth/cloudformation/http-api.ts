import type { DocumentObject, HttpApi, HttpApiCors } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** The properties of an `AWS::ApiGatewayV2::Api` beside its `Body`. */
export interface HttpApiProperties {
  readonly FailOnWarnings: true;
}

/**
 * What an HTTP API with its definition in `Body` says outside of it: nothing about the API itself. Its name, description,
 * CORS, tags and IP address type stand in the document.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 * Observed: CloudFormation refuses `Name`, `ProtocolType`, `CorsConfiguration` and `Tags` beside a body as "Redundant
 * fields" (https://github.com/aws/aws-cdk/issues/15754, https://github.com/aws/aws-cdk/issues/28552).
 */
export function renderHttpApiProperties(): HttpApiProperties {
  return { FailOnWarnings: true };
}

/**
 * The properties of an HTTP API whose definition is resources of their own.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html
 */
export function renderHttpApiWithoutBody(api: HttpApi): DocumentObject {
  return {
    Name: api.name,
    ProtocolType: 'HTTP',
    ...defined({
      CorsConfiguration: api.cors && renderCors(api.cors),
      Description: api.description,
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
      IpAddressType: api.ipAddressType,
      Tags: api.tags,
      Version: api.version,
    }),
  };
}

function renderCors(cors: HttpApiCors): DocumentObject {
  return defined({
    AllowCredentials: cors.allowCredentials,
    AllowHeaders: cors.allowHeaders,
    AllowMethods: cors.allowMethods,
    AllowOrigins: cors.allowOrigins,
    ExposeHeaders: cors.exposeHeaders,
    MaxAge: cors.maxAgeSeconds,
  });
}
