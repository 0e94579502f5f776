import { hasPolicy, type Document, type DocumentObject, type RestApi, type Value } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** The properties of an `AWS::ApiGateway::RestApi` beside its `Body`. */
export interface RestApiProperties {
  readonly EndpointConfiguration: {
    readonly Types: readonly Value<string>[];
    readonly VpcEndpointIds?: readonly Value<string>[];
    readonly IpAddressType?: Value<string>;
  };
  readonly FailOnWarnings: true;
  readonly Mode: 'overwrite';
  readonly Parameters: Readonly<Record<string, Value<string>>>;
}

/**
 * What an API with its definition in `Body` says outside of it.
 *
 * `Mode` is always written: without it API Gateway merges, and what was removed from the definition stays. The endpoint
 * type stands twice, for the configuration is ignored when a body is imported and the parameter when it is updated.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function renderRestApiProperties(api: RestApi): RestApiProperties {
  return {
    EndpointConfiguration: renderEndpoint(api),
    FailOnWarnings: true,
    Mode: 'overwrite',
    Parameters: { endpointConfigurationTypes: api.endpoint?.type ?? 'EDGE' },
  };
}

/**
 * The properties of an API whose definition is resources of their own.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function renderRestApiWithoutBody(api: RestApi): DocumentObject {
  return {
    Name: api.name,
    EndpointConfiguration: renderEndpoint(api),
    ...defined({
      Description: api.description,
      Version: api.version,
      ApiKeySourceType: api.apiKeySource,
      BinaryMediaTypes: api.binaryMediaTypes,
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
      EndpointAccessMode: api.endpointAccessMode,
      MinimumCompressionSize: api.minimumCompressionBytes,
      Policy: hasPolicy(api.policy) ? api.policy : undefined,
      SecurityPolicy: api.securityPolicy,
    }),
  };
}

function renderEndpoint({ endpoint }: RestApi): RestApiProperties['EndpointConfiguration'] {
  return {
    Types: [endpoint?.type ?? 'EDGE'],
    ...defined({ VpcEndpointIds: endpoint?.vpcEndpointIds, IpAddressType: endpoint?.ipAddressType }),
  };
}

/** The tags of a resource as CloudFormation lists them. */
export function renderTags(tags: Readonly<Record<string, Value<string>>> | undefined): readonly Document[] | undefined {
  return tags === undefined ? undefined : Object.entries(tags).map(([Key, tag]) => ({ Key, Value: tag }));
}
