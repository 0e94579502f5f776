/** Checked by the compiler alone: every line below an expected error has to be one, every other has to be none. */
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { LambdaIntegration as AwsLambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import type { RestApi as AwsRestApi, VpcLink as AwsVpcLink } from 'aws-cdk-lib/aws-apigateway';
import {
  context,
  Credentials,
  HttpIntegration,
  input,
  LambdaIntegration,
  MappingTemplate,
  MockIntegration,
  text,
  VpcLink,
  type RestApi,
} from '../../lib/index.js';

declare const api: RestApi;
declare const awsApi: AwsRestApi;
declare const handler: IFunction;
declare const role: IRole;
declare const awsLink: AwsVpcLink;

// One kind of Lambda integration does not take the settings of another.
new LambdaIntegration(handler, { responseTransferMode: 'STREAM', credentials: role });
new LambdaIntegration(handler, { asynchronous: true, requestTemplates: { 'application/json': '{}' } });
new LambdaIntegration(handler, {
  proxy: false,
  responses: [{ statusCode: 200 }],
  credentials: Credentials.callerPassthrough(),
});
// @ts-expect-error -- a proxy integration has no responses of its own
new LambdaIntegration(handler, { responses: [{ statusCode: 200 }] });
// @ts-expect-error -- only a proxy integration streams
new LambdaIntegration(handler, { proxy: false, responseTransferMode: 'STREAM' });
// @ts-expect-error -- a function that nobody waits for cannot stream
new LambdaIntegration(handler, { asynchronous: true, responseTransferMode: 'STREAM' });
// @ts-expect-error -- a property of aws-apigateway
new LambdaIntegration(handler, { credentialsPassthrough: true });

// aws-apigateway and ours do not fit each other's methods.
// @ts-expect-error -- an integration of aws-apigateway
api.get('/pets', new AwsLambdaIntegration(handler));
// @ts-expect-error -- an integration of ours
awsApi.root.addMethod('GET', new LambdaIntegration(handler));

new HttpIntegration('http://orders.internal', { vpcLink: awsLink });
new HttpIntegration('http://orders.internal', { vpcLink: VpcLink.fromStageVariable('link') });
// @ts-expect-error -- a mock calls nothing
new MockIntegration({ requestParameters: {} });

MappingTemplate.json({ id: input.path('$.id'), at: context('requestTime'), sub: context('authorizer.claims.sub') });
MappingTemplate.json(input.each('$.pets', (pet) => text`pet ${pet.path('$.name')}`));
// @ts-expect-error -- no member of $context
context('identity.ip');
// @ts-expect-error -- a map, which prints nothing
context('identity');
// @ts-expect-error -- not JSON
MappingTemplate.json({ at: new Date() });
// @ts-expect-error -- not JSON
MappingTemplate.json({ call: () => 1 });
MockIntegration.examples({ found: { body: { id: input.params('petId') } } }, { parameter: 'X-Example' });
