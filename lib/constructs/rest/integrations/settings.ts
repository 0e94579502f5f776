import { Token } from 'aws-cdk-lib';
import {
  lateText,
  parseParameterTarget,
  parseRequestMappingSource,
  parseResponseMappingSource,
  type IntegrationResponse,
  type IntegrationSettings,
  type RequestParameterMapping,
  type RequestMappingSource,
  type ResponseMappingSource,
} from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { templateSources } from '../templates/mapping-template.js';
import { credentialsArn, type CredentialsProps } from '../../integrations/credentials.js';
import type { CustomIntegrationProps, IntegrationRequestProps, IntegrationResponseProps } from './integration.js';

/** Request settings as the model has them. */
export function bindRequest(props: IntegrationRequestProps & CredentialsProps): IntegrationSettings {
  return defined({
    credentials: props.credentials && credentialsArn(props.credentials),
    timeoutMs: props.timeout?.toMilliseconds(),
    requestParameters: props.requestParameters && bindRequestParameters(props.requestParameters),
  });
}

/** Settings of a custom integration as the model has them. */
export function bindCustom(props: CustomIntegrationProps & CredentialsProps): IntegrationSettings {
  return {
    ...bindRequest(props),
    ...defined({
      requestTemplates: props.requestTemplates && templateSources(props.requestTemplates),
      passthroughBehavior: props.passthroughBehavior,
      contentHandling: props.contentHandling,
    }),
    responses: (props.responses ?? [{ statusCode: 200 }]).map(bindResponse),
  };
}

function bindRequestParameters(mappings: Readonly<Record<string, string>>): readonly RequestParameterMapping[] {
  return Object.entries(mappings).map(([name, expression]) => {
    const target = parseParameterTarget(name, 'integration.request');
    if (target === undefined) {
      throw new SluiceError(
        'invalid-parameter-name',
        `Cannot map "${name}": a request parameter is integration.request.header.X, .querystring.X or .path.X`,
      );
    }
    return { target, source: requestSource(expression) };
  });
}

const RESPONSE_HEADER = 'method.response.header.';

function bindResponse(props: IntegrationResponseProps): IntegrationResponse {
  return {
    statusCode: String(props.statusCode),
    ...defined({
      selectionPattern: props.selectionPattern,
      responseParameters:
        props.responseParameters &&
        Object.entries(props.responseParameters).map(([name, expression]) => {
          if (!name.startsWith(RESPONSE_HEADER)) {
            throw new SluiceError(
              'invalid-parameter-name',
              `Cannot map "${name}": a response parameter is method.response.header.X`,
            );
          }
          return { header: name.slice(RESPONSE_HEADER.length), source: responseSource(expression) };
        }),
      responseTemplates: props.responseTemplates && templateSources(props.responseTemplates),
      contentHandling: props.contentHandling,
    }),
  };
}

/** A mapping expression of a request. One that contains a token is parsed when the token is resolved. */
export function requestSource(expression: string): RequestMappingSource {
  return Token.isUnresolved(expression)
    ? lateText('request-mapping', expression)
    : parseRequestMappingSource(expression);
}

/** A mapping expression of a response. One that contains a token is parsed when the token is resolved. */
export function responseSource(expression: string): ResponseMappingSource {
  return Token.isUnresolved(expression)
    ? lateText('response-mapping', expression)
    : parseResponseMappingSource(expression);
}
