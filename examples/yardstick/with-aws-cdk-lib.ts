import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { PetsParts } from './pets-parts.js';

export function definePets({ stack, list, get, pool }: PetsParts): void {
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(stack, 'Authorizer', { cognitoUserPools: [pool] });
  const api = new apigateway.RestApi(stack, 'Pets', {
    deployOptions: {
      stageName: 'prod',
      cacheClusterEnabled: true,
      cacheClusterSize: '0.5',
      methodOptions: {
        '/*/*': { cachingEnabled: false },
        '/pets/{petId}/GET': { cachingEnabled: true, cacheTtl: Duration.minutes(5), cacheDataEncrypted: true },
      },
    },
    defaultCorsPreflightOptions: {
      allowOrigins: ['https://app.example.com', 'https://admin.example.com'],
      allowHeaders: ['authorization', 'x-api-key'],
    },
    defaultMethodOptions: {
      authorizer,
      authorizationType: apigateway.AuthorizationType.COGNITO,
      authorizationScopes: ['pets/read'],
      apiKeyRequired: true,
    },
  });
  const errorHeaders = { 'Access-Control-Allow-Origin': 'method.request.header.Origin', Vary: "'Origin'" };
  api.addGatewayResponse('Error4', { type: apigateway.ResponseType.DEFAULT_4XX, responseHeaders: errorHeaders });
  api.addGatewayResponse('Error5', { type: apigateway.ResponseType.DEFAULT_5XX, responseHeaders: errorHeaders });
  const pets = api.root.addResource('pets');
  pets.addMethod('GET', new apigateway.LambdaIntegration(list));
  pets.addResource('{petId}').addMethod(
    'GET',
    new apigateway.LambdaIntegration(get, {
      cacheKeyParameters: ['method.request.path.petId'],
      requestParameters: { 'integration.request.path.petId': 'method.request.path.petId' },
    }),
    { requestParameters: { 'method.request.path.petId': true } },
  );
  const plan = api.addUsagePlan('Basic', {
    name: 'Basic',
    throttle: { rateLimit: 50, burstLimit: 100 },
    quota: { limit: 10_000, period: apigateway.Period.MONTH },
    apiStages: [{ api, stage: api.deploymentStage }],
  });
  plan.addApiKey(api.addApiKey('Mobile'));
}
