import { Duration } from 'aws-cdk-lib';
import { CacheSize, CognitoAuthorizer, LambdaIntegration, Quota, RestApi } from '../../lib/index.js';
import type { PetsParts } from './pets-parts.js';

export function definePets({ stack, list, get, pool }: PetsParts): void {
  const api = new RestApi(stack, 'Pets', {
    cors: {
      allowOrigins: ['https://app.example.com', 'https://admin.example.com'],
      allowHeaders: ['authorization', 'x-api-key'],
    },
    defaults: { authorizer: new CognitoAuthorizer({ userPools: [pool] }), scopes: ['pets/read'], apiKeyRequired: true },
  });
  api.get('/pets', new LambdaIntegration(list));
  api.get('/pets/{petId}', new LambdaIntegration(get), { cache: { ttl: Duration.minutes(5), keys: ['path.petId'] } });
  const prod = api.addStage('prod', {
    cache: { size: CacheSize.GB_0_5, encrypted: true },
    canary: { startAt: 10, stageVariableOverrides: { release: 'next' } },
  });
  const throttle = { rateLimit: 50, burstLimit: 100 };
  prod.addUsagePlan('Basic', { throttle, quota: Quota.perMonth(10_000) }).addApiKey('Mobile');
}
