import { App, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { DynamoDbIntegration, RestApi } from '../../lib/index.js';

const app = new App();
export const stack = new Stack(app, 'Notebook');

const notes = new Table(stack, 'Notes', {
  tableName: 'Notes',
  partitionKey: { name: 'owner', type: AttributeType.STRING },
  sortKey: { name: 'noteId', type: AttributeType.STRING },
  billingMode: BillingMode.PAY_PER_REQUEST,
});
const owner = 'method.request.path.owner';
const key = { owner, noteId: 'method.request.path.noteId' };
const item = {
  title: 'method.request.body.title',
  priority: { N: 'method.request.body.priority' },
  done: { BOOL: 'method.request.body.done' },
  tags: { SS: 'method.request.body.tags' },
};
const properties = {
  title: { type: 'string', minLength: 1, maxLength: 200 },
  priority: { type: 'integer', minimum: 1, maximum: 5 },
  done: { type: 'boolean' },
  tags: { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true },
};
const note = { 'application/json': { type: 'object', required: ['title'], properties } };
const change = { 'application/json': { type: 'object', minProperties: 1, properties } };

export const api = new RestApi(stack, 'NotebookApi', { cors: { allowOrigins: ['*'] } });
api.get('/owners/{owner}/notes', DynamoDbIntegration.query(notes, { key: { owner }, limit: 2 }));
api.post(
  '/owners/{owner}/notes',
  DynamoDbIntegration.putItem(notes, { key: { owner, noteId: 'context.requestId' }, item, mustNotExist: true }),
  { requestModels: note },
);
api.get('/owners/{owner}/notes/{noteId}', DynamoDbIntegration.getItem(notes, { key }));
api.put('/owners/{owner}/notes/{noteId}', DynamoDbIntegration.putItem(notes, { key, item }), { requestModels: note });
api.patch(
  '/owners/{owner}/notes/{noteId}',
  DynamoDbIntegration.updateItem(notes, { key, set: item, mustExist: true }),
  { requestModels: change },
);
api.delete('/owners/{owner}/notes/{noteId}', DynamoDbIntegration.deleteItem(notes, { key, mustExist: true }));
