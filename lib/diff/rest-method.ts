import type { NormalizedMethod, NormalizedRestApi, ResponseHeader } from '../model/index.js';
import { compareAuthorization } from './authorization.js';
import { elsewhere, entries, list, members, present, value, type Compare } from './compare.js';
import { apiKeyRequired, compareRequestParameters, requestModel } from './request-parameters.js';
import { compareIntegration } from './rest-integration.js';
import { validatorReference } from './validators.js';

type Response = NormalizedMethod['responses'][number];

const responseHeader = members<ResponseHeader>({
  name: elsewhere,
  required: value('response-header-changed'),
  documentation: value('documentation-changed'),
});

const methodResponse = members<Response>({
  statusCode: elsewhere,
  responseModels: entries(value<string | undefined>('response-model-changed')),
  responseHeaders: list<ResponseHeader>(
    ({ name }) => name,
    present({ added: 'response-header-added', removed: 'response-header-removed' }, responseHeader),
  ),
  description: value('documentation-changed'),
  documentation: value('documentation-changed'),
});

/** A method of a REST API; validators are those of both definitions. */
export function compareMethod(before: NormalizedRestApi, after: NormalizedRestApi): Compare<NormalizedMethod> {
  return members<NormalizedMethod>({
    httpMethod: elsewhere,
    operationName: value('operation-name-changed'),
    authorization: compareAuthorization('REST'),
    apiKeyRequired,
    requestParameters: compareRequestParameters,
    requestModels: entries(requestModel),
    requestValidator: validatorReference(before.requestValidators, after.requestValidators),
    integration: compareIntegration,
    responses: list<Response>(
      ({ statusCode }) => statusCode,
      present({ added: 'response-added', removed: 'response-removed' }, methodResponse),
    ),
    documentation: value('documentation-changed'),
  });
}
