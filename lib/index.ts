/**
 * Sluice: Amazon API Gateway as code that you can run.
 *
 * This is the surface for CDK apps. The model itself is `sluice/model`, the local gateway for tests `sluice/testing`.
 */

// An API, what it is made of and what all its methods share.
export { RestApi } from './constructs/rest/rest-api.js';
export type { OpenApiProps, OperationProps } from './constructs/rest/open-api/open-api-props.js';
export type { RestApiProps } from './constructs/rest/rest-api-props.js';
export type { NestedStackPaths } from './constructs/rest/definition/resources/nested-stack-plan.js';
export type { EndpointProps, SecurityPolicy } from './constructs/rest/endpoint-props.js';
export type {
  LoggingProps,
  MethodCacheProps,
  MethodDefaults,
  MethodProps,
  MethodResponseProps,
  SharedMethodProps,
  ThrottleProps,
  ValidationProps,
} from './constructs/rest/methods/method-props.js';
export {
  Method,
  type MethodApi,
  type MethodGrantOptions,
  type MethodStage,
  type MethodUrlOptions,
} from './constructs/rest/methods/method.js';
export type { UrlArguments, UrlParameters } from './constructs/paths/url-parameters.js';
export type { InvokedApi, InvokeScope } from './constructs/paths/invoke-arn.js';
export type { IRestApi } from './constructs/rest/api/rest-api-interface.js';
export { RestApiBase } from './constructs/rest/api/rest-api-base.js';
export type { RestApiAttributes } from './constructs/rest/api/imported-rest-api.js';
export type { GatewayResponseProps } from './constructs/rest/gateway-responses/gateway-response-props.js';
export { Value } from './constructs/rest/gateway-responses/value.js';
export { MethodGroup, type MethodGroupDefaults } from './constructs/rest/methods/method-group.js';
export type { AddMethod, MethodVerbs } from './constructs/rest/methods/method-verbs.js';
export type { Verbs } from './constructs/paths/verbs.js';
export type { CacheKey, JoinedPath, ParameterKey, PathParameterName } from './constructs/paths/path-types.js';
export { Cors, type CorsProps, type CorsSetting } from './constructs/rest/cors/cors-props.js';

export type {
  DocumentPatch,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiPathItem,
  OverrideDocument,
} from './constructs/definition/overridden-body.js';
// What an API says to people.
export type { Documentation, DocumentationLocation } from './constructs/rest/documentation/documentation-part.js';
export type {
  MethodDocumentation,
  ResponseDocumentation,
} from './constructs/rest/documentation/method-documentation.js';
export {
  DocumentationVersion,
  type DocumentationVersionOptions,
  type DocumentationVersionProps,
} from './constructs/rest/documentation/documentation-version.js';

// Who may call.
export { ResourcePolicy } from './constructs/rest/resource-policy.js';
export {
  Authorizer,
  type AuthorizerByIdProps,
  type BoundAuthorizer,
  type IRestAuthorizer,
  type PlainAuthorizer,
} from './constructs/rest/authorizers/authorizer.js';
export { CognitoAuthorizer, type CognitoAuthorizerProps } from './constructs/rest/authorizers/cognito-authorizer.js';
export { IdentitySource, type HeaderIdentitySource } from './constructs/rest/authorizers/identity-source.js';
export type { LambdaAuthorizerProps } from './constructs/rest/authorizers/lambda-authorizer.js';
export { RequestAuthorizer, type RequestAuthorizerProps } from './constructs/rest/authorizers/request-authorizer.js';
export { TokenAuthorizer, type TokenAuthorizerProps } from './constructs/rest/authorizers/token-authorizer.js';

// What answers a method.
export { LambdaIntegration } from './constructs/rest/integrations/lambda.js';
export type {
  LambdaBindingProps,
  LambdaPermissionProps,
  LambdaTargetProps,
} from './constructs/integrations/lambda-target-props.js';
export type {
  LambdaAsynchronousIntegrationProps,
  LambdaCustomIntegrationProps,
  LambdaIntegrationProps,
  LambdaProxyIntegrationProps,
} from './constructs/rest/integrations/lambda-props.js';
export {
  Credentials,
  type CallerCredentials,
  type CredentialsProps,
  type IntegrationCredentials,
} from './constructs/integrations/credentials.js';
export {
  HttpIntegration,
  type HttpCustomIntegrationProps,
  type HttpProxyIntegrationProps,
  type HttpTargetProps,
} from './constructs/rest/integrations/http.js';
export type { IntegrationVpcLink } from './constructs/integrations/integration-vpc-link.js';
export { VpcLink, type VpcLinkProps } from './constructs/rest/integrations/vpc-link.js';
export { VpcLinkV2, type VpcLinkV2Props } from './constructs/integrations/vpc-link-v2.js';
export { MockIntegration, type MockIntegrationProps } from './constructs/rest/integrations/mock.js';
export {
  AwsServiceIntegration,
  type AwsServiceIntegrationProps,
} from './constructs/rest/integrations/services/aws-service.js';
export type {
  ErrorStatuses,
  ServiceIntegrationProps,
} from './constructs/rest/integrations/services/service-integration-props.js';
export type { ServicePermission } from './constructs/integrations/service-permission.js';
export {
  DynamoDbIntegration,
  type DynamoDbAttributes,
  type DynamoDbConditionProps,
  type DynamoDbDeleteItemProps,
  type DynamoDbExpressionProps,
  type DynamoDbFilterProps,
  type DynamoDbGetItemProps,
  type DynamoDbPageProps,
  type DynamoDbPutItemProps,
  type DynamoDbQueryProps,
  type DynamoDbReadProps,
  type DynamoDbScanProps,
  type DynamoDbTable,
  type DynamoDbUpdateItemProps,
  type DynamoDbValue,
} from './constructs/rest/integrations/services/dynamodb/dynamodb-integration.js';
export {
  SqsIntegration,
  type SqsSendMessageProps,
} from './constructs/rest/integrations/services/sqs/sqs-integration.js';
export { SnsIntegration, type SnsPublishProps } from './constructs/rest/integrations/services/sns/sns-integration.js';
export {
  EventBridgeIntegration,
  type EventBridgePutEventsProps,
} from './constructs/rest/integrations/services/eventbridge/eventbridge-integration.js';
export {
  StepFunctionsIntegration,
  type StepFunctionsExecutionNameProps,
  type StepFunctionsExecutionProps,
  type StepFunctionsStateMachine,
  type StepFunctionsSyncExecutionProps,
} from './constructs/rest/integrations/services/step-functions/step-functions-integration.js';
export {
  KinesisIntegration,
  type KinesisPutRecordProps,
} from './constructs/rest/integrations/services/kinesis/kinesis-integration.js';
export {
  FirehoseIntegration,
  type FirehosePutRecordProps,
} from './constructs/rest/integrations/services/firehose/firehose-integration.js';
export {
  S3Integration,
  type S3Bucket,
  type S3GetObjectProps,
  type S3ListObjectsProps,
  type S3ObjectProps,
} from './constructs/rest/integrations/services/s3/s3-integration.js';
export {
  SsmIntegration,
  type SsmGetParameterProps,
} from './constructs/rest/integrations/services/ssm/ssm-integration.js';
export type { ServicePayload } from './constructs/integrations/services/payload.js';
export type { MockExample, MockExamplesProps } from './constructs/rest/integrations/mock-examples.js';
export type {
  CustomIntegrationProps,
  IntegrationMethod,
  IntegrationRequestProps,
  IntegrationResponseProps,
  IRestIntegration,
  MappingExpression,
  RequestParameterMappings,
} from './constructs/rest/integrations/integration.js';

// What requests and responses become on the way.
export {
  MappingTemplate,
  type MappingTemplates,
  type RenderedTemplate,
} from './constructs/rest/templates/mapping-template.js';
export type { TemplateEvent } from './constructs/rest/templates/template-event.js';
export { TemplateExpression, type TemplateValue } from './constructs/rest/templates/template-expression.js';
export { input, type TemplateDocument, type TemplateInput } from './constructs/rest/templates/template-input.js';
export { context, stageVariable } from './constructs/rest/templates/template-context.js';
export { text } from './constructs/rest/templates/template-text.js';

export type { BindingApi, DeclaredStage, InvokePermissionScope } from './constructs/binding.js';

// The shapes of bodies.
export { Model, type InlineSchema, type ModelProps, type ModelSchema } from './constructs/rest/model.js';

// Where it is served.
export { Stage } from './constructs/rest/stages/stage.js';
export { CacheSize, type StageCacheProps, type StageProps } from './constructs/rest/stages/stage-props.js';

export type {
  AccessLogFormatProps,
  AccessLogProps,
  DeliveryStreamDestination,
  LogGroupDestination,
} from './constructs/rest/stages/access-log.js';
export { AccessLogFormat, type AccessLogFields } from './constructs/rest/stages/access-log-format.js';
export type { StageMethodCacheProps, StageMethodProps } from './constructs/rest/stages/stage-method-props.js';
export type { CanaryProps } from './constructs/rest/releases/canary-props.js';
export type { CacheInvalidationProps } from './constructs/rest/stages/cache-invalidation.js';
export { ClientCertificate, type ClientCertificateProps } from './constructs/rest/stages/client-certificate.js';

// How it is observed.
export type { IMeasured, IMeasuredRequests } from './constructs/rest/metrics/measured.js';
export { MethodMetrics, type MeasuredApi, type MethodMetricOptions } from './constructs/rest/metrics/method-metrics.js';
export { ApiAlarms, type ApiAlarmsProps } from './constructs/rest/metrics/api-alarms.js';
export {
  ThresholdAlarms,
  type AlarmProps,
  type LatencyAlarmProps,
  type Threshold,
} from './constructs/metrics/threshold-alarms.js';
export { ApiDashboard, type ApiDashboardProps, type MeasuredStage } from './constructs/rest/metrics/api-dashboard.js';
// Who calls with an API key, and how often.
export { UsagePlan, UsagePlanBase } from './constructs/rest/usage-plans/usage-plan.js';
export type {
  MethodThrottleProps,
  StageUsagePlanProps,
  StageWithApiKeys,
  UsagePlanOptions,
  UsagePlanProps,
  UsagePlanStageOptions,
  UsagePlanStageProps,
  WebSocketStageWithApiKeys,
} from './constructs/rest/usage-plans/usage-plan-props.js';
export { Quota, type QuotaOptions } from './constructs/rest/usage-plans/quota.js';
export { ApiKey } from './constructs/rest/usage-plans/api-key.js';
export type { ApiKeyProps } from './constructs/rest/usage-plans/api-key-props.js';

// An HTTP API and its routes.
export { HttpApi } from './constructs/http-api/http-api.js';
export type { HttpApiProps } from './constructs/http-api/http-api-props.js';
export type { HttpOpenApiProps, HttpOperationProps } from './constructs/http-api/open-api/http-open-api-props.js';
export type { HttpCorsProps } from './constructs/http-api/cors/http-cors-props.js';
export { HttpStage, type HttpStageDomainProps, type HttpStageParent } from './constructs/http-api/stages/http-stage.js';
export type { HttpStageProps } from './constructs/http-api/stages/http-stage-props.js';
export type { LoggedRouteSettingsProps, RouteSettingsProps } from './constructs/stages/route-settings-props.js';
export type { RouteStageProps, StageCertificateProps } from './constructs/stages/route-stage-props.js';
export type { IHttpApi } from './constructs/http-api/api/http-api-interface.js';
export { HttpApiBase } from './constructs/http-api/api/http-api-base.js';
export type { HttpApiAttributes } from './constructs/http-api/api/imported-http-api.js';
export type { IMeasuredHttp } from './constructs/http-api/metrics/http-metrics.js';
export {
  Route,
  type RouteApi,
  type RouteGrantOptions,
  type RouteMetricOptions,
  type RouteStageUrl,
  type RouteUrlOptions,
} from './constructs/http-api/routes/route.js';
export { RouteGroup } from './constructs/http-api/routes/route-group.js';
export type { PathOf, RouteKey } from './constructs/http-api/routes/route-key.js';
export type { RouteDefaults, RouteProps, SharedRouteProps } from './constructs/http-api/routes/route-props.js';
export type { AddRoute, RouteVerbs } from './constructs/http-api/routes/route-verbs.js';
export type {
  CheckedRequestMap,
  PathVariablesIn,
  RequestMap,
  RequestMapKey,
  ResponseMap,
  ResponseMapKey,
  ResponseMaps,
} from './constructs/http-api/routes/mapping-types.js';
export type { BoundHttpAuthorizer, IHttpAuthorizer } from './constructs/http-api/authorizers/http-authorizer.js';
export { JwtAuthorizer, type JwtAuthorizerProps } from './constructs/http-api/authorizers/jwt-authorizer.js';
export {
  UserPoolAuthorizer,
  type UserPoolAuthorizerProps,
} from './constructs/http-api/authorizers/user-pool-authorizer.js';
export {
  HttpLambdaAuthorizer,
  type HttpLambdaAuthorizerProps,
} from './constructs/http-api/authorizers/http-lambda-authorizer.js';
export type { HttpIntegrationRoute, IHttpIntegration } from './constructs/http-api/integrations/http-integration.js';
export type {
  HttpIntegrationSettings,
  HttpProxySettings,
} from './constructs/http-api/integrations/http-integration-props.js';
export { HttpUrlIntegration, type HttpUrlIntegrationProps } from './constructs/http-api/integrations/http-url.js';
export { HttpAlbIntegration } from './constructs/http-api/integrations/http-alb.js';
export { HttpNlbIntegration } from './constructs/http-api/integrations/http-nlb.js';
export {
  HttpServiceDiscoveryIntegration,
  type HttpServiceDiscoveryIntegrationProps,
} from './constructs/http-api/integrations/http-service-discovery.js';
export type { HttpPrivateIntegrationProps } from './constructs/http-api/integrations/private-integration.js';
export type {
  HttpServiceIntegrationProps,
  HttpServiceValue,
} from './constructs/http-api/integrations/services/http-service.js';
export {
  HttpSqsIntegration,
  type HttpSqsDeleteMessageProps,
  type HttpSqsReceiveMessageProps,
  type HttpSqsSendMessageProps,
} from './constructs/http-api/integrations/services/http-sqs.js';
export {
  HttpEventBridgeIntegration,
  type HttpEventBridgePutEventsProps,
} from './constructs/http-api/integrations/services/http-event-bridge.js';
export {
  HttpKinesisIntegration,
  type HttpKinesisPutRecordProps,
} from './constructs/http-api/integrations/services/http-kinesis.js';
export {
  HttpStepFunctionsIntegration,
  type HttpStepFunctionsStartProps,
  type HttpStepFunctionsStartSyncProps,
  type HttpStepFunctionsStopProps,
} from './constructs/http-api/integrations/services/http-step-functions.js';
export {
  HttpAppConfigIntegration,
  type HttpAppConfigGetConfigurationProps,
} from './constructs/http-api/integrations/services/http-app-config.js';
export {
  HttpLambdaIntegration,
  type HttpLambdaIntegrationProps,
} from './constructs/http-api/integrations/http-lambda.js';

// A WebSocket API and its routes.
export { WebSocketApi } from './constructs/websocket/websocket-api.js';
export type { WebSocketApiProps } from './constructs/websocket/websocket-api-props.js';
export type { IWebSocketApi } from './constructs/websocket/api/websocket-api-interface.js';
export type {
  ConnectionMethod,
  ConnectionsScope,
  ManagedConnectionsScope,
} from './constructs/websocket/api/connections-scope.js';
export { WebSocketApiBase } from './constructs/websocket/api/websocket-api-base.js';
export type { WebSocketApiAttributes } from './constructs/websocket/api/imported-websocket-api.js';
export {
  WebSocketRoute,
  type WebSocketRouteApi,
  type WebSocketRouteMetricOptions,
} from './constructs/websocket/routes/websocket-route.js';
export {
  WebSocketStage,
  type WebSocketStageDomainProps,
  type WebSocketStageParent,
} from './constructs/websocket/stages/websocket-stage.js';
export type { WebSocketStageProps } from './constructs/websocket/stages/websocket-stage-props.js';
export type { IMeasuredWebSocket } from './constructs/websocket/metrics/websocket-metrics.js';
export { WebSocketAlarms, type WebSocketAlarmsProps } from './constructs/websocket/metrics/websocket-alarms.js';
export { WebSocketAccessLogFormat } from './constructs/websocket/stages/websocket-access-log-format.js';
export type {
  IWebSocketIntegration,
  WebSocketIntegrationRoute,
} from './constructs/websocket/integrations/websocket-integration.js';
export type {
  IntegrationResponseKey,
  WebSocketContentProps,
  WebSocketCustomProps,
  WebSocketIntegrationResponseProps,
  WebSocketRequestProps,
  WebSocketTemplateProps,
} from './constructs/websocket/integrations/custom-props.js';
export type {
  MessageMapping,
  MessageParameters,
  MessageResponseMapping,
  MessageResponseParameters,
} from './constructs/websocket/integrations/message-mapping.js';
export {
  WebSocketLambda,
  type WebSocketLambdaCustomProps,
  type WebSocketLambdaProps,
  type WebSocketLambdaProxyProps,
  type WebSocketLambdaTargetProps,
} from './constructs/websocket/integrations/websocket-lambda.js';
export { WebSocketMock, type WebSocketMockProps } from './constructs/websocket/integrations/websocket-mock.js';
export {
  WebSocketHttp,
  WebSocketHttpProxy,
  type WebSocketHttpProps,
  type WebSocketHttpProxyProps,
  type WebSocketHttpTargetProps,
} from './constructs/websocket/integrations/websocket-http.js';
export {
  WebSocketAwsService,
  type WebSocketAwsServiceProps,
} from './constructs/websocket/integrations/services/websocket-aws-service.js';
export type { WebSocketServiceProps } from './constructs/websocket/integrations/services/websocket-service.js';
export {
  WebSocketDynamoDb,
  type WebSocketDynamoDbDeleteItemProps,
  type WebSocketDynamoDbGetItemProps,
  type WebSocketDynamoDbPutItemProps,
  type WebSocketDynamoDbQueryProps,
  type WebSocketDynamoDbUpdateItemProps,
} from './constructs/websocket/integrations/services/websocket-dynamodb.js';
export {
  WebSocketEventBridge,
  type WebSocketEventBridgePutEventsProps,
} from './constructs/websocket/integrations/services/websocket-event-bridge.js';
export {
  WebSocketKinesis,
  type WebSocketKinesisPutRecordProps,
} from './constructs/websocket/integrations/services/websocket-kinesis.js';
export {
  WebSocketSns,
  type WebSocketSnsPublishProps,
} from './constructs/websocket/integrations/services/websocket-sns.js';
export {
  WebSocketSqs,
  type WebSocketSqsSendMessageProps,
} from './constructs/websocket/integrations/services/websocket-sqs.js';
export {
  WebSocketStepFunctions,
  type WebSocketStepFunctionsExecutionNameProps,
  type WebSocketStepFunctionsExecutionProps,
} from './constructs/websocket/integrations/services/websocket-step-functions.js';
export type {
  BoundWebSocketAuthorizer,
  IWebSocketAuthorizer,
} from './constructs/websocket/authorizers/websocket-authorizer.js';
export {
  WebSocketLambdaAuthorizer,
  type WebSocketLambdaAuthorizerProps,
} from './constructs/websocket/authorizers/websocket-lambda-authorizer.js';
export type { MessageRouteKey, PredefinedRouteKey } from './constructs/websocket/routes/route-key.js';
export type {
  ConnectionParameterKey,
  ConnectRouteProps,
  ConnectSetting,
  RoutePropsOf,
  RouteResponseProps,
  RouteSetting,
  WebSocketRouteProps,
} from './constructs/websocket/routes/route-props.js';

// What all APIs of an account and Region share.
export { ApiGatewayAccount, type ApiGatewayAccountProps } from './constructs/account.js';
// Under which name it is reached.
export { DomainName } from './constructs/rest/domains/domain-name.js';
export { PublicDomainName } from './constructs/rest/domains/public-domain-name.js';
export { DomainNameBase } from './constructs/rest/domains/domain-name-base.js';
export type { MappedHttpStage, MappedStage, MappedWebSocketStage } from './constructs/rest/domains/mapped-stage.js';
export type { MappedDomain } from './constructs/rest/domains/mapped-domain.js';
export type { RoutingMode } from './constructs/rest/domains/routing-mode.js';
export type {
  DomainNameOptions,
  DomainNameProps,
  MutualTlsProps,
} from './constructs/rest/domains/domain-name-props.js';
export { PrivateDomainName } from './constructs/rest/domains/private-domain-name.js';
export { PrivateDomainNameBase } from './constructs/rest/domains/private-domain-name-base.js';
export type { PrivateDomainNameProps, VpcEndpointDns } from './constructs/rest/domains/private-domain-name-props.js';
export {
  BasePathMapping,
  type BasePathMappingOptions,
  type BasePathMappingProps,
} from './constructs/rest/domains/base-path-mapping.js';
export { RoutingRule, type RoutingRuleOptions, type RoutingRuleProps } from './constructs/rest/domains/routing-rule.js';
export type { RoutingConditions } from './constructs/rest/domains/routing-conditions.js';
export { AliasRecord, type AliasRecordOptions } from './constructs/rest/domains/alias-record.js';
export { AliasRouting, type AliasRoutingProperties } from './constructs/rest/domains/alias-routing.js';
export { StageHealthCheck, type StageHealthCheckProps } from './constructs/rest/domains/stage-health-check.js';

// Mistakes come as this error, with a code.
export { SluiceError, type SluiceErrorDetails } from './support/sluice-error.js';
