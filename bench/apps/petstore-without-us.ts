import { App, Stack } from 'aws-cdk-lib';
import {
  HttpIntegration,
  JsonSchemaType,
  LambdaIntegration,
  MockIntegration,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

/** Synthesizes the API of `petstore.ts` with aws-cdk-lib's own constructs. */
export function petstore(healthPath: string): void {
  const app = new App();
  const stack = new Stack(app, 'Petstore');
  const pets = new LambdaFunction(stack, 'Pets', {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  });
  const api = new RestApi(stack, 'Api', { defaultCorsPreflightOptions: { allowOrigins: ['*'] } });
  const pet = api.addModel('Pet', {
    contentType: 'application/json',
    schema: {
      type: JsonSchemaType.OBJECT,
      required: ['name'],
      properties: { name: { type: JsonSchemaType.STRING, minLength: 1 } },
    },
  });
  const requestValidator = api.addRequestValidator('All', {
    validateRequestBody: true,
    validateRequestParameters: true,
  });
  const all = api.root.addResource('pets');
  all.addMethod('GET', new LambdaIntegration(pets), {
    requestParameters: { 'method.request.querystring.type': false },
  });
  all.addMethod('POST', new LambdaIntegration(pets), { requestModels: { 'application/json': pet }, requestValidator });
  const one = all.addResource('{petId}');
  one.addMethod('GET', new LambdaIntegration(pets));
  const photos = new HttpIntegration('http://127.0.0.1/pets/{petId}', {
    options: { requestParameters: { 'integration.request.path.petId': 'method.request.path.petId' } },
  });
  one.addResource('photos').addMethod('GET', photos, { requestParameters: { 'method.request.path.petId': true } });
  const healthy = new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    integrationResponses: [{ statusCode: '200' }],
  });
  api.root.resourceForPath(healthPath).addMethod('GET', healthy, { methodResponses: [{ statusCode: '200' }] });
  app.synth();
}
