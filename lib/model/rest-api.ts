import type { ApiDocumentation } from './api-documentation.js';
import type { Authorizer } from './authorizer.js';
import type { EndpointConfiguration } from './endpoint-configuration.js';
import type { GatewayResponse } from './gateway-response.js';
import type { SchemaModel } from './json-schema.js';
import type { RequestValidator } from './request-validator.js';
import type { Resource } from './resource.js';
import type { Stage } from './stage.js';
import { isDeployTime, type Document, type Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/api/API_RestApi.html */
export interface RestApi {
  readonly protocol: 'REST';
  /** Construct path, logical id, or a document's file name: what people call it by. */
  readonly id: string;
  readonly name: Value<string>;
  readonly description?: Value<string>;
  readonly version?: string;
  readonly documentation?: ApiDocumentation;
  readonly endpoint?: EndpointConfiguration;
  readonly disableExecuteApiEndpoint?: Value<boolean>;
  readonly binaryMediaTypes?: readonly string[];
  /** 0 to 10,485,760 bytes; absent: no compression. */
  readonly minimumCompressionBytes?: Value<number>;
  /** Default HEADER. */
  readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';
  readonly policy?: Document;
  readonly securityPolicy?: Value<string>;
  readonly endpointAccessMode?: Value<string>;
  readonly models?: readonly SchemaModel[];
  readonly requestValidators?: readonly RequestValidator[];
  readonly authorizers?: readonly Authorizer[];
  readonly gatewayResponses?: readonly GatewayResponse[];
  readonly resources: readonly Resource[];
  readonly stages: readonly Stage[];
  readonly tags?: Readonly<Record<string, Value<string>>>;
}

/** Whether a resource policy says anything: `Policy: ""` and `{}` are written by tools that mean none. */
export function hasPolicy(policy: Document | undefined): policy is Document {
  if (policy === undefined || policy === null || policy === '') return false;
  return typeof policy !== 'object' || Array.isArray(policy) || isDeployTime(policy) || Object.keys(policy).length > 0;
}
