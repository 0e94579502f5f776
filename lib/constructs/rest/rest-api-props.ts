import type { Size } from 'aws-cdk-lib';
import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { EndpointType, RaisedQuotas } from '../../model/index.js';
import type { CorsProps } from './cors/cors-props.js';
import type { MethodDefaults } from './methods/method-props.js';

export interface RestApiProps {
  /**
   * The API's name.
   *
   * @default - the construct's id
   */
  readonly restApiName?: string;

  /** @default - none */
  readonly description?: string;

  /**
   * The version of the API's definition, for specifications.
   *
   * @default 1.0
   */
  readonly version?: string;

  /**
   * What holds for every method that does not say otherwise.
   *
   * @default - nothing
   */
  readonly defaults?: MethodDefaults<''>;

  /**
   * Lets pages of other origins call the API: every path answers OPTIONS, and answers that the gateway makes carry the
   * headers. A path's own OPTIONS method is left alone. Functions behind proxy integrations add the headers themselves,
   * with `corsHeaders` of `sluice/lambda`.
   *
   * @default - pages of other origins cannot
   */
  readonly cors?: CorsProps;

  /**
   * Whether an API without `addStage` gets the stage `prod`.
   *
   * @default true
   */
  readonly defaultStage?: boolean;

  /**
   * How the API is reached: EDGE through CloudFront, REGIONAL directly, PRIVATE from VPCs only.
   *
   * @default EDGE
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
   */
  readonly endpointType?: EndpointType;

  /**
   * The VPC endpoints of a private API that get DNS names for it.
   *
   * @default - none
   */
  readonly vpcEndpoints?: readonly IVPCEndpointRef[];

  /**
   * Whether the API answers under custom domain names only.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * Content types whose bodies are bytes, such as `image/*`.
   *
   * @default - all bodies are text
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
   */
  readonly binaryMediaTypes?: readonly string[];

  /**
   * Answers from this size on are compressed for callers that accept it, up to 10 MiB.
   *
   * @default - nothing is compressed
   */
  readonly minimumCompression?: Size;

  /**
   * Where API keys come from: the header `x-api-key`, or a Lambda authorizer's answer.
   *
   * @default HEADER
   */
  readonly apiKeySource?: 'HEADER' | 'AUTHORIZER';

  /**
   * Who may call the API; resources are written `execute-api:/*`, since the policy is part of the API that an ARN would
   * refer to.
   *
   * @default - everybody whom the methods let in
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
   */
  readonly policy?: PolicyDocument;

  /**
   * Quotas that AWS raised for the account: `{ resourcesPerApi: 600 }`.
   *
   * @default - AWS's own
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
   */
  readonly quotas?: RaisedQuotas;
}
