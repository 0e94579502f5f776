import { CognitoAuthorizer, LambdaIntegration, Model, RestApi, type Stage } from '../../lib/index.js';
import { NEW_PET, type Parts } from './parts.js';

/** The same API by Sluice. The id decides whether it is a new API or the one that is deployed. */
export function defineWithSluice(
  { stack, pets, users }: Parts,
  id: string,
): { readonly api: RestApi; readonly prod: Stage } {
  const api = new RestApi(stack, id, {
    cors: { allowOrigins: ['https://app.example.com'], allowHeaders: ['authorization', 'x-api-key'] },
    defaults: { integration: new LambdaIntegration(pets), apiKeyRequired: true },
  });
  api.addGatewayResponse('UNAUTHORIZED', { responseTemplates: { 'application/json': '{"message":"Sign in first"}' } });
  api.get('/pets');
  api.post('/pets', {
    authorizer: new CognitoAuthorizer({ userPools: [users] }),
    requestModels: { 'application/json': new Model({ name: 'NewPet', schema: NEW_PET }) },
  });
  api.get('/pets/{petId}');
  const prod = api.addStage('prod', { throttle: { rateLimit: 50, burstLimit: 100 } });
  return { api, prod };
}
