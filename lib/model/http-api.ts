import type { ApiDocumentation, OtherMembers } from './api-documentation.js';
import type { HttpApiIntegration } from './http-integration.js';
import type { IdentitySource } from './identity-source.js';
import type { PayloadFormatVersion } from './payload-format-version.js';
import type { HttpRouteKey } from './route-key.js';
import type { RouteStage } from './route-stage.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html */
export interface HttpApi {
  readonly protocol: 'HTTP';
  readonly id: string;
  readonly name: Value<string>;
  readonly description?: Value<string>;
  readonly version?: Value<string>;
  readonly disableExecuteApiEndpoint?: Value<boolean>;
  readonly ipAddressType?: Value<string>;
  readonly cors?: HttpApiCors;
  readonly authorizers: readonly HttpApiAuthorizer[];
  readonly routes: readonly HttpApiRoute[];
  readonly stages: readonly HttpApiStage[];
  readonly tags?: Readonly<Record<string, Value<string>>>;
  readonly documentation?: ApiDocumentation;
}

export interface HttpApiCors {
  readonly allowOrigins?: readonly Value<string>[];
  readonly allowMethods?: readonly Value<string>[];
  readonly allowHeaders?: readonly Value<string>[];
  readonly exposeHeaders?: readonly Value<string>[];
  readonly allowCredentials?: Value<boolean>;
  readonly maxAgeSeconds?: Value<number>;
}

export interface HttpApiRoute {
  readonly routeKey: HttpRouteKey;
  readonly operationName?: string;
  readonly authorization?: HttpApiAuthorization;
  readonly integration?: HttpApiIntegration;
  /** Members of the OpenAPI operation that an HTTP API makes nothing of: `parameters`, `requestBody`, `responses`, … */
  readonly documentation?: OtherMembers;
}

export type HttpApiAuthorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'CUSTOM'; readonly authorizer: string }
  | { readonly type: 'JWT'; readonly authorizer: string; readonly scopes?: readonly string[] };

export type HttpApiAuthorizer = HttpApiJwtAuthorizer | HttpApiLambdaAuthorizer;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
export interface HttpApiJwtAuthorizer {
  readonly type: 'JWT';
  readonly name: string;
  /** A header or a query parameter. */
  readonly identitySource?: readonly IdentitySource[];
  readonly issuer: Value<string>;
  readonly audience: readonly Value<string>[];
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html */
export interface HttpApiLambdaAuthorizer {
  readonly type: 'REQUEST';
  readonly name: string;
  readonly uri: Value<string>;
  readonly identitySource?: readonly IdentitySource[];
  readonly payloadFormatVersion: PayloadFormatVersion;
  readonly enableSimpleResponses?: Value<boolean>;
  readonly resultTtlSeconds?: Value<number>;
  readonly credentials?: Value<string>;
}

export type HttpApiStage = RouteStage<HttpRouteKey>;
