import { printRequestMappingSource, type DocumentObject, type GatewayResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
export function renderGatewayResponse(response: GatewayResponse): DocumentObject {
  const { responseType, statusCode, responseParameters, responseTemplates } = response;
  return {
    ResponseType: responseType,
    ...defined({
      StatusCode: statusCode,
      ResponseParameters:
        responseParameters &&
        Object.fromEntries(
          responseParameters.map(({ target, source }) => [
            `gatewayresponse.${target.location}.${target.name}`,
            printRequestMappingSource(source),
          ]),
        ),
      ResponseTemplates: responseTemplates,
    }),
  };
}
