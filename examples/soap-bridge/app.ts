import { App, Stack } from 'aws-cdk-lib';
import { RestApi } from '../../lib/index.js';
import { eachElement, element, numberElement, soapOperation } from './soap.js';

const app = new App();
export const stack = new Stack(app, 'SoapBridge');

const service = {
  url: 'http://${stageVariables.warehouse}/soap',
  namespace: 'urn:example:warehouse',
  faults: { NotFound: 404, NotEnough: 409, Client: 400 },
};

export const getStock = soapOperation({
  ...service,
  operation: 'GetStock',
  request: { Sku: "$util.urlDecode($input.params().path.get('sku').replace('+', '%2B'))" },
  statusCode: 200,
  response: {
    sku: element('Sku'),
    title: element('Title'),
    places: eachElement('Place', (place) => ({
      name: element('Name', place),
      quantity: numberElement('Quantity', place),
    })),
  },
});

export const reserve = soapOperation({
  ...service,
  operation: 'Reserve',
  request: {
    Customer: "$input.path('$.customer')",
    Line: { each: "$input.path('$.lines')", item: (line) => ({ Sku: `${line}.sku`, Quantity: `${line}.quantity` }) },
  },
  statusCode: 201,
  response: { reservation: element('Number'), items: numberElement('Items') },
});

// XML does not allow control characters.
const plainText = { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$' };
const reservation = {
  type: 'object',
  required: ['customer', 'lines'],
  properties: {
    customer: plainText,
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['sku', 'quantity'],
        properties: { sku: plainText, quantity: { type: 'integer', minimum: 1 } },
      },
    },
  },
};

export const api = new RestApi(stack, 'WarehouseApi');
api.get('/stock/{sku}', getStock);
api.post('/reservations', reserve, { requestModels: { 'application/json': reservation } });

// The service's host. Locally it is warehouse.mjs; for a deployment: `cdk deploy -c warehouse=<host>`.
const warehouse = (app.node.tryGetContext('warehouse') as string | undefined) ?? '127.0.0.1:8082';
api.addStage('prod', { variables: { warehouse } });
