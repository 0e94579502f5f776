import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HttpIntegration, LambdaIntegration, MockIntegration, Model, RestApi } from '../../lib/index.js';

const app = new App();
export const stack = new Stack(app, 'Petstore');

const pets = new lambda.Function(stack, 'Pets', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'pets.handler',
  code: lambda.Code.fromAsset(join(__dirname, 'functions')),
});
const pet = new Model({
  name: 'Pet',
  schema: {
    type: 'object',
    required: ['name', 'type'],
    properties: { name: { type: 'string', minLength: 1 }, type: { enum: ['cat', 'dog', 'fish'] } },
  },
});
const healthy = { statusCode: 200, responseTemplates: { 'application/json': '{"status":"ok"}' } };

const api = new RestApi(stack, 'PetstoreApi', { cors: { allowOrigins: ['*'] } });
api.get('/pets', new LambdaIntegration(pets), { parameters: { 'querystring.type': false } });
api.post('/pets', new LambdaIntegration(pets), { requestModels: { 'application/json': pet } });
api.get('/pets/{petId}', new LambdaIntegration(pets));
api.get('/pets/{petId}/photos', new HttpIntegration('http://${stageVariables.photos}/pets/{petId}'));
api.get('/health', new MockIntegration({ responses: [healthy] }));

// Where the photos are: on a laptop `node examples/petstore-rest/photos.mjs`, elsewhere `cdk deploy -c photos=<host>`.
const photos = (app.node.tryGetContext('photos') as string | undefined) ?? '127.0.0.1:8081';
api.addStage('prod', { variables: { photos } });
