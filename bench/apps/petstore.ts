import { App, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { HttpIntegration, LambdaIntegration, MockIntegration, Model, RestApi } from '../../lib/index.js';

/** Synthesizes an API of five routes. */
export function petstore(healthPath: string): void {
  const app = new App();
  const stack = new Stack(app, 'Petstore');
  const pets = new LambdaFunction(stack, 'Pets', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  });
  const pet = new Model({
    name: 'Pet',
    schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 } } },
  });
  const api = new RestApi(stack, 'Api', { cors: { allowOrigins: ['*'] } });
  api.get('/pets', new LambdaIntegration(pets), { parameters: { 'querystring.type': false } });
  api.post('/pets', new LambdaIntegration(pets), { requestModels: { 'application/json': pet } });
  api.get('/pets/{petId}', new LambdaIntegration(pets));
  api.get('/pets/{petId}/photos', new HttpIntegration('http://127.0.0.1/pets/{petId}'));
  api.get(healthPath, new MockIntegration({ responses: [{ statusCode: 200 }] }));
  app.synth();
}
