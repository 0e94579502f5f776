import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  JsonSchemaType,
  LambdaIntegration,
  Period,
  ResponseType,
  RestApi,
  type UsagePlan,
} from 'aws-cdk-lib/aws-apigateway';
import type { Parts } from './parts.js';

/** The API as it is deployed today, by aws-cdk-lib/aws-apigateway. */
export function defineWithAwsCdkLib({ stack, pets, users }: Parts): {
  readonly api: RestApi;
  readonly plan: UsagePlan;
} {
  const api = new RestApi(stack, 'Pets', {
    cloudWatchRole: false,
    deployOptions: { stageName: 'prod', throttlingRateLimit: 50, throttlingBurstLimit: 100 },
    defaultCorsPreflightOptions: {
      allowOrigins: ['https://app.example.com'],
      allowHeaders: ['authorization', 'x-api-key'],
    },
    defaultMethodOptions: { apiKeyRequired: true },
  });
  api.addGatewayResponse('Unauthorized', {
    type: ResponseType.UNAUTHORIZED,
    responseHeaders: { 'Access-Control-Allow-Origin': "'https://app.example.com'" },
    templates: { 'application/json': '{"message":"Sign in first"}' },
  });
  const authorizer = new CognitoUserPoolsAuthorizer(stack, 'PetsAuthorizer', { cognitoUserPools: [users] });
  const newPet = api.addModel('NewPet', {
    modelName: 'NewPet',
    contentType: 'application/json',
    schema: {
      type: JsonSchemaType.OBJECT,
      required: ['name'],
      properties: { name: { type: JsonSchemaType.STRING, minLength: 1 } },
    },
  });
  const integration = new LambdaIntegration(pets);
  const collection = api.root.addResource('pets');
  collection.addMethod('GET', integration);
  collection.addMethod('POST', integration, {
    authorizationType: AuthorizationType.COGNITO,
    authorizer,
    requestModels: { 'application/json': newPet },
    requestValidatorOptions: { validateRequestBody: true },
  });
  collection.addResource('{petId}').addMethod('GET', integration);
  const plan = api.addUsagePlan('Basic', {
    quota: { limit: 10_000, period: Period.MONTH },
    apiStages: [{ api, stage: api.deploymentStage }],
  });
  plan.addApiKey(api.addApiKey('Mobile'));
  return { api, plan };
}
