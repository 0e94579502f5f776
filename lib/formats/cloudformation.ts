/**
 * The shapes of API Gateway's CloudFormation resource types: every property that CloudFormation knows.
 *
 * Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
 * and https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html
 */
export type PropertyShape = LeafShape | PropertyTable | ListShape | MapShape;

/**
 * `value` a text, number or boolean; `texts` a list of texts; `map` texts by key; `tags` a list of `{ Key, Value }`;
 * `json` anything.
 */
export type LeafShape = 'value' | 'texts' | 'map' | 'tags' | 'json';

export interface PropertyTable {
  readonly [name: string]: PropertyShape;
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: PropertyTable;
}

export interface MapShape {
  readonly kind: 'map-of';
  readonly of: PropertyTable;
}

export function isListShape(shape: PropertyShape): shape is ListShape {
  return typeof shape === 'object' && shape.kind === 'list';
}

export function isMapShape(shape: PropertyShape): shape is MapShape {
  return typeof shape === 'object' && shape.kind === 'map-of';
}

export const API_GATEWAY_RESOURCES = {
  'AWS::ApiGateway::Account': { CloudWatchRoleArn: 'value' },
  'AWS::ApiGateway::ApiKey': {
    CustomerId: 'value',
    Description: 'value',
    Enabled: 'value',
    GenerateDistinctId: 'value',
    Name: 'value',
    StageKeys: listOf({ RestApiId: 'value', StageName: 'value' }),
    Tags: 'tags',
    Value: 'value',
  },
  'AWS::ApiGateway::Authorizer': {
    AuthType: 'value',
    AuthorizerCredentials: 'value',
    AuthorizerResultTtlInSeconds: 'value',
    AuthorizerUri: 'value',
    IdentitySource: 'value',
    IdentityValidationExpression: 'value',
    Name: 'value',
    ProviderARNs: 'texts',
    RestApiId: 'value',
    Type: 'value',
  },
  'AWS::ApiGateway::BasePathMapping': {
    BasePath: 'value',
    DomainName: 'value',
    Id: 'value',
    RestApiId: 'value',
    Stage: 'value',
  },
  'AWS::ApiGateway::ClientCertificate': { Description: 'value', Tags: 'tags' },
  'AWS::ApiGateway::Deployment': {
    DeploymentCanarySettings: { PercentTraffic: 'value', StageVariableOverrides: 'map', UseStageCache: 'value' },
    Description: 'value',
    RestApiId: 'value',
    StageDescription: {
      AccessLogSetting: { DestinationArn: 'value', Format: 'value' },
      CacheClusterEnabled: 'value',
      CacheClusterSize: 'value',
      CacheDataEncrypted: 'value',
      CacheTtlInSeconds: 'value',
      CachingEnabled: 'value',
      CanarySetting: { PercentTraffic: 'value', StageVariableOverrides: 'map', UseStageCache: 'value' },
      ClientCertificateId: 'value',
      DataTraceEnabled: 'value',
      Description: 'value',
      DocumentationVersion: 'value',
      LoggingLevel: 'value',
      MethodSettings: listOf({
        CacheDataEncrypted: 'value',
        CacheTtlInSeconds: 'value',
        CachingEnabled: 'value',
        DataTraceEnabled: 'value',
        HttpMethod: 'value',
        LoggingLevel: 'value',
        MetricsEnabled: 'value',
        ResourcePath: 'value',
        ThrottlingBurstLimit: 'value',
        ThrottlingRateLimit: 'value',
      }),
      MetricsEnabled: 'value',
      Tags: 'tags',
      ThrottlingBurstLimit: 'value',
      ThrottlingRateLimit: 'value',
      TracingEnabled: 'value',
      Variables: 'map',
    },
    StageName: 'value',
  },
  'AWS::ApiGateway::DocumentationPart': {
    Location: { Method: 'value', Name: 'value', Path: 'value', StatusCode: 'value', Type: 'value' },
    Properties: 'value',
    RestApiId: 'value',
  },
  'AWS::ApiGateway::DocumentationVersion': { Description: 'value', DocumentationVersion: 'value', RestApiId: 'value' },
  'AWS::ApiGateway::DomainName': {
    CertificateArn: 'value',
    DomainName: 'value',
    EndpointAccessMode: 'value',
    EndpointConfiguration: { IpAddressType: 'value', Types: 'texts' },
    MutualTlsAuthentication: { TruststoreUri: 'value', TruststoreVersion: 'value' },
    OwnershipVerificationCertificateArn: 'value',
    RegionalCertificateArn: 'value',
    RoutingMode: 'value',
    SecurityPolicy: 'value',
    Tags: 'tags',
  },
  'AWS::ApiGateway::GatewayResponse': {
    ResponseParameters: 'map',
    ResponseTemplates: 'map',
    ResponseType: 'value',
    RestApiId: 'value',
    StatusCode: 'value',
  },
  'AWS::ApiGateway::Method': {
    ApiKeyRequired: 'value',
    AuthorizationScopes: 'texts',
    AuthorizationType: 'value',
    AuthorizerId: 'value',
    HttpMethod: 'value',
    Integration: {
      CacheKeyParameters: 'texts',
      CacheNamespace: 'value',
      ConnectionId: 'value',
      ConnectionType: 'value',
      ContentHandling: 'value',
      Credentials: 'value',
      IntegrationHttpMethod: 'value',
      IntegrationResponses: listOf({
        ContentHandling: 'value',
        ResponseParameters: 'map',
        ResponseTemplates: 'map',
        SelectionPattern: 'value',
        StatusCode: 'value',
      }),
      IntegrationTarget: 'value',
      PassthroughBehavior: 'value',
      RequestParameters: 'map',
      RequestTemplates: 'map',
      ResponseTransferMode: 'value',
      TimeoutInMillis: 'value',
      Type: 'value',
      Uri: 'value',
    },
    MethodResponses: listOf({ ResponseModels: 'map', ResponseParameters: 'map', StatusCode: 'value' }),
    OperationName: 'value',
    RequestModels: 'map',
    RequestParameters: 'map',
    RequestValidatorId: 'value',
    ResourceId: 'value',
    RestApiId: 'value',
  },
  'AWS::ApiGateway::Model': {
    ContentType: 'value',
    Description: 'value',
    Name: 'value',
    RestApiId: 'value',
    Schema: 'json',
  },
  'AWS::ApiGateway::RequestValidator': {
    Name: 'value',
    RestApiId: 'value',
    ValidateRequestBody: 'value',
    ValidateRequestParameters: 'value',
  },
  'AWS::ApiGateway::Resource': { ParentId: 'value', PathPart: 'value', RestApiId: 'value' },
  'AWS::ApiGateway::RestApi': {
    ApiKeySourceType: 'value',
    BinaryMediaTypes: 'texts',
    Body: 'json',
    BodyS3Location: { Bucket: 'value', ETag: 'value', Key: 'value', Version: 'value' },
    CloneFrom: 'value',
    Description: 'value',
    DisableExecuteApiEndpoint: 'value',
    EndpointAccessMode: 'value',
    EndpointConfiguration: { IpAddressType: 'value', Types: 'texts', VpcEndpointIds: 'texts' },
    FailOnWarnings: 'value',
    MinimumCompressionSize: 'value',
    Mode: 'value',
    Name: 'value',
    Parameters: 'map',
    Policy: 'json',
    SecurityPolicy: 'value',
    Tags: 'tags',
    Version: 'value',
  },
  'AWS::ApiGateway::Stage': {
    AccessLogSetting: { DestinationArn: 'value', Format: 'value' },
    CacheClusterEnabled: 'value',
    CacheClusterSize: 'value',
    CanarySetting: {
      DeploymentId: 'value',
      PercentTraffic: 'value',
      StageVariableOverrides: 'map',
      UseStageCache: 'value',
    },
    ClientCertificateId: 'value',
    DeploymentId: 'value',
    Description: 'value',
    DocumentationVersion: 'value',
    MethodSettings: listOf({
      CacheDataEncrypted: 'value',
      CacheTtlInSeconds: 'value',
      CachingEnabled: 'value',
      DataTraceEnabled: 'value',
      HttpMethod: 'value',
      LoggingLevel: 'value',
      MetricsEnabled: 'value',
      ResourcePath: 'value',
      ThrottlingBurstLimit: 'value',
      ThrottlingRateLimit: 'value',
    }),
    RestApiId: 'value',
    StageName: 'value',
    Tags: 'tags',
    TracingEnabled: 'value',
    Variables: 'map',
  },
  'AWS::ApiGateway::UsagePlan': {
    ApiStages: listOf({ ApiId: 'value', Stage: 'value', Throttle: mapOf({ BurstLimit: 'value', RateLimit: 'value' }) }),
    Description: 'value',
    Quota: { Limit: 'value', Offset: 'value', Period: 'value' },
    Tags: 'tags',
    Throttle: { BurstLimit: 'value', RateLimit: 'value' },
    UsagePlanName: 'value',
  },
  'AWS::ApiGateway::UsagePlanKey': { KeyId: 'value', KeyType: 'value', UsagePlanId: 'value' },
  'AWS::ApiGateway::VpcLink': { Description: 'value', Name: 'value', Tags: 'tags', TargetArns: 'texts' },
  'AWS::ApiGateway::BasePathMappingV2': {
    BasePath: 'value',
    DomainNameArn: 'value',
    RestApiId: 'value',
    Stage: 'value',
  },
  'AWS::ApiGateway::DomainNameAccessAssociation': {
    AccessAssociationSource: 'value',
    AccessAssociationSourceType: 'value',
    DomainNameArn: 'value',
    Tags: 'tags',
  },
  'AWS::ApiGateway::DomainNameV2': {
    CertificateArn: 'value',
    DomainName: 'value',
    EndpointAccessMode: 'value',
    EndpointConfiguration: { IpAddressType: 'value', Types: 'texts' },
    Policy: 'json',
    RoutingMode: 'value',
    SecurityPolicy: 'value',
    Tags: 'tags',
  },
  'AWS::ApiGatewayV2::Api': {
    ApiKeySelectionExpression: 'value',
    BasePath: 'value',
    Body: 'json',
    BodyS3Location: { Bucket: 'value', Etag: 'value', Key: 'value', Version: 'value' },
    CorsConfiguration: {
      AllowCredentials: 'value',
      AllowHeaders: 'texts',
      AllowMethods: 'texts',
      AllowOrigins: 'texts',
      ExposeHeaders: 'texts',
      MaxAge: 'value',
    },
    CredentialsArn: 'value',
    Description: 'value',
    DisableExecuteApiEndpoint: 'value',
    DisableSchemaValidation: 'value',
    FailOnWarnings: 'value',
    IpAddressType: 'value',
    Name: 'value',
    ProtocolType: 'value',
    RouteKey: 'value',
    RouteSelectionExpression: 'value',
    Tags: 'map',
    Target: 'value',
    Version: 'value',
  },
  'AWS::ApiGatewayV2::ApiGatewayManagedOverrides': {
    ApiId: 'value',
    Integration: {
      Description: 'value',
      IntegrationMethod: 'value',
      PayloadFormatVersion: 'value',
      TimeoutInMillis: 'value',
    },
    Route: {
      AuthorizationScopes: 'texts',
      AuthorizationType: 'value',
      AuthorizerId: 'value',
      OperationName: 'value',
      Target: 'value',
    },
    Stage: {
      AccessLogSettings: { DestinationArn: 'value', Format: 'value' },
      AutoDeploy: 'value',
      DefaultRouteSettings: {
        DataTraceEnabled: 'value',
        DetailedMetricsEnabled: 'value',
        LoggingLevel: 'value',
        ThrottlingBurstLimit: 'value',
        ThrottlingRateLimit: 'value',
      },
      Description: 'value',
      RouteSettings: 'json',
      StageVariables: 'json',
    },
  },
  'AWS::ApiGatewayV2::ApiMapping': { ApiId: 'value', ApiMappingKey: 'value', DomainName: 'value', Stage: 'value' },
  'AWS::ApiGatewayV2::Authorizer': {
    ApiId: 'value',
    AuthorizerCredentialsArn: 'value',
    AuthorizerPayloadFormatVersion: 'value',
    AuthorizerResultTtlInSeconds: 'value',
    AuthorizerType: 'value',
    AuthorizerUri: 'value',
    EnableSimpleResponses: 'value',
    IdentitySource: 'texts',
    IdentityValidationExpression: 'value',
    JwtConfiguration: { Audience: 'texts', Issuer: 'value' },
    Name: 'value',
  },
  'AWS::ApiGatewayV2::Deployment': { ApiId: 'value', Description: 'value', StageName: 'value' },
  'AWS::ApiGatewayV2::DomainName': {
    DomainName: 'value',
    DomainNameConfigurations: listOf({
      CertificateArn: 'value',
      CertificateName: 'value',
      EndpointType: 'value',
      IpAddressType: 'value',
      OwnershipVerificationCertificateArn: 'value',
      SecurityPolicy: 'value',
    }),
    MutualTlsAuthentication: { TruststoreUri: 'value', TruststoreVersion: 'value' },
    RoutingMode: 'value',
    Tags: 'map',
  },
  'AWS::ApiGatewayV2::Integration': {
    ApiId: 'value',
    ConnectionId: 'value',
    ConnectionType: 'value',
    ContentHandlingStrategy: 'value',
    CredentialsArn: 'value',
    Description: 'value',
    IntegrationMethod: 'value',
    IntegrationSubtype: 'value',
    IntegrationType: 'value',
    IntegrationUri: 'value',
    PassthroughBehavior: 'value',
    PayloadFormatVersion: 'value',
    RequestParameters: 'json',
    RequestTemplates: 'json',
    ResponseParameters: 'json',
    TemplateSelectionExpression: 'value',
    TimeoutInMillis: 'value',
    TlsConfig: { ServerNameToVerify: 'value' },
  },
  'AWS::ApiGatewayV2::IntegrationResponse': {
    ApiId: 'value',
    ContentHandlingStrategy: 'value',
    IntegrationId: 'value',
    IntegrationResponseKey: 'value',
    ResponseParameters: 'json',
    ResponseTemplates: 'json',
    TemplateSelectionExpression: 'value',
  },
  'AWS::ApiGatewayV2::Model': {
    ApiId: 'value',
    ContentType: 'value',
    Description: 'value',
    Name: 'value',
    Schema: 'json',
  },
  'AWS::ApiGatewayV2::Route': {
    ApiId: 'value',
    ApiKeyRequired: 'value',
    AuthorizationScopes: 'texts',
    AuthorizationType: 'value',
    AuthorizerId: 'value',
    ModelSelectionExpression: 'value',
    OperationName: 'value',
    RequestModels: 'json',
    RequestParameters: 'json',
    RouteKey: 'value',
    RouteResponseSelectionExpression: 'value',
    Target: 'value',
  },
  'AWS::ApiGatewayV2::RouteResponse': {
    ApiId: 'value',
    ModelSelectionExpression: 'value',
    ResponseModels: 'json',
    ResponseParameters: mapOf({ Required: 'value' }),
    RouteId: 'value',
    RouteResponseKey: 'value',
  },
  'AWS::ApiGatewayV2::Stage': {
    AccessLogSettings: { DestinationArn: 'value', Format: 'value' },
    AccessPolicyId: 'value',
    ApiId: 'value',
    AutoDeploy: 'value',
    ClientCertificateId: 'value',
    DefaultRouteSettings: {
      DataTraceEnabled: 'value',
      DetailedMetricsEnabled: 'value',
      LoggingLevel: 'value',
      ThrottlingBurstLimit: 'value',
      ThrottlingRateLimit: 'value',
    },
    DeploymentId: 'value',
    Description: 'value',
    RouteSettings: 'json',
    StageName: 'value',
    StageVariables: 'json',
    Tags: 'json',
  },
  'AWS::ApiGatewayV2::VpcLink': { Name: 'value', SecurityGroupIds: 'texts', SubnetIds: 'texts', Tags: 'map' },
  'AWS::ApiGatewayV2::RoutingRule': {
    Actions: listOf({ InvokeApi: { ApiId: 'value', Stage: 'value', StripBasePath: 'value' } }),
    Conditions: listOf({
      MatchBasePaths: { AnyOf: 'texts' },
      MatchHeaders: { AnyOf: listOf({ Header: 'value', ValueGlob: 'value' }) },
    }),
    DomainNameArn: 'value',
    Priority: 'value',
  },
} as const satisfies Record<string, PropertyTable>;

/** The metadata key of a controlled stage's resource. */
export const RELEASE_METADATA = 'sluice:release';

/** The Systems Manager path under which stacks store the pins of controlled stages. */
export const RELEASE_STATE_PATH = '/sluice/';

/** The parameter values of a controlled stage that is not pinned; Systems Manager stores no empty strings. */
export const UNPINNED = { template: '', ssm: 'latest' } as const;

export type ApiGatewayResourceType = keyof typeof API_GATEWAY_RESOURCES;

export function isApiGatewayResourceType(type: string): type is ApiGatewayResourceType {
  return Object.hasOwn(API_GATEWAY_RESOURCES, type);
}

function listOf<const T extends PropertyTable>(of: T): { readonly kind: 'list'; readonly of: T } {
  return { kind: 'list', of };
}

function mapOf<const T extends PropertyTable>(of: T): { readonly kind: 'map-of'; readonly of: T } {
  return { kind: 'map-of', of };
}
