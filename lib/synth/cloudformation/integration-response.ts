import { printResponseMappingSource, type DocumentObject, type IntegrationResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html */
export function renderIntegrationResponse(response: IntegrationResponse): DocumentObject {
  const { statusCode, selectionPattern, responseParameters, responseTemplates, contentHandling } = response;
  return {
    StatusCode: statusCode,
    ...defined({
      SelectionPattern: selectionPattern,
      ResponseParameters:
        responseParameters &&
        Object.fromEntries(
          responseParameters.map(({ header, source }) => [
            `method.response.header.${header}`,
            printResponseMappingSource(source),
          ]),
        ),
      ResponseTemplates: responseTemplates,
      ContentHandling: contentHandling,
    }),
  };
}
