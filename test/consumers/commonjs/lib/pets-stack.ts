import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { LambdaIntegration, MockIntegration, RestApi } from 'sluice';

export class PetsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = new Function(this, 'GetPet', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(
        'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event.pathParameters) })',
      ),
    });
    const api = new RestApi(this, 'Pets');
    api.get('/pets/{petId}', new LambdaIntegration(handler));
    api.get('/health', new MockIntegration());
  }
}
