import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { AwsServiceIntegration, input, LambdaIntegration, MappingTemplate, RestApi } from '../../lib/index.js';
import { reportMethods } from './reports.js';
import { rpcSchema, rpcTemplate } from './rpc.js';
import { taskMethods } from './tasks.js';

const app = new App();
export const stack = new Stack(app, 'Rpc');
export const api = new RestApi(stack, 'RpcApi');

// Methods of DynamoDB: one statement for each, without a Lambda function.
const table = new Table(stack, 'Tasks', {
  tableName: 'Tasks',
  partitionKey: { name: 'owner', type: AttributeType.STRING },
  sortKey: { name: 'taskId', type: AttributeType.STRING },
  billingMode: BillingMode.PAY_PER_REQUEST,
});
const methods = taskMethods(table.tableName);
const tasks = input.each('$.Items', (item) => ({
  taskId: item.path('$.taskId.S'),
  title: item.path('$.title.S'),
  done: item.path('$.done.BOOL'),
}));
const statement = new AwsServiceIntegration({
  service: 'dynamodb',
  action: 'ExecuteStatement',
  permissions: [
    {
      actions: ['Insert', 'Select', 'Update', 'Delete'].map((verb) => `dynamodb:PartiQL${verb}`),
      resources: [table.tableArn],
    },
  ],
  requestTemplates: { 'application/json': rpcTemplate(methods) },
  success: { responseTemplates: { 'application/json': MappingTemplate.json({ result: tasks }) } },
  errorStatuses: { DuplicateItemException: 409, ConditionalCheckFailedException: 404 },
});
api.post('/tasks', statement, { requestModels: { 'application/json': rpcSchema(methods) } });

// Methods of a function. Its event is the request of the method, without headers or other members of the call.
const reports = new LambdaFunction(stack, 'Reports', {
  runtime: Runtime.NODEJS_22_X,
  handler: 'reports.handler',
  code: Code.fromAsset(join(__dirname, 'functions')),
});
const call = new LambdaIntegration(reports, {
  proxy: false,
  requestTemplates: { 'application/json': rpcTemplate(reportMethods) },
  passthroughBehavior: 'NEVER',
  responses: [
    {
      statusCode: 200,
      responseTemplates: { 'application/json': MappingTemplate.json({ result: input.path('$') }) },
    },
    {
      statusCode: 422,
      selectionPattern: 'Refused: .*',
      responseTemplates: { 'application/json': MappingTemplate.json({ message: input.path('$.errorMessage') }) },
    },
    {
      statusCode: 500,
      selectionPattern: '(.|\\n)+',
      responseTemplates: { 'application/json': '{"message":"Internal server error"}' },
    },
  ],
});
api.post('/reports', call, { requestModels: { 'application/json': rpcSchema(reportMethods) } });
