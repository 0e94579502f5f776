import type { Document, RestApi, Value } from '../../model/index.js';
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
  const type = api.endpoint?.type ?? 'EDGE';
  return {
    EndpointConfiguration: {
      Types: [type],
      ...defined({ VpcEndpointIds: api.endpoint?.vpcEndpointIds, IpAddressType: api.endpoint?.ipAddressType }),
    },
    FailOnWarnings: true,
    Mode: 'overwrite',
    Parameters: { endpointConfigurationTypes: type },
  };
}

/** The tags of a resource as CloudFormation lists them. */
export function renderTags(tags: Readonly<Record<string, Value<string>>> | undefined): readonly Document[] | undefined {
  return tags === undefined ? undefined : Object.entries(tags).map(([Key, tag]) => ({ Key, Value: tag }));
}
