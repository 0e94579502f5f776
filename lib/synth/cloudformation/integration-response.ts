import {
  printResponseMappingSource,
  type DocumentObject,
  type IntegrationResponse,
  type ResponseParameterMapping,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html */
export function renderIntegrationResponse(response: IntegrationResponse): DocumentObject {
  const { statusCode, selectionPattern, responseParameters, responseTemplates, contentHandling } = response;
  return {
    StatusCode: statusCode,
    ...defined({
      SelectionPattern: selectionPattern,
      ResponseParameters: responseParameters && renderResponseMappings(responseParameters),
      ResponseTemplates: responseTemplates,
      ContentHandling: contentHandling,
    }),
  };
}

/** The headers of a response by their sources, of a REST or WebSocket API. */
export function renderResponseMappings(mappings: readonly ResponseParameterMapping[]): DocumentObject {
  return Object.fromEntries(
    mappings.map(({ header, source }) => [`method.response.header.${header}`, printResponseMappingSource(source)]),
  );
}
