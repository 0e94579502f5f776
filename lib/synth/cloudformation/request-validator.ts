import type { DocumentObject, RequestValidator } from '../../model/index.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
export function renderRequestValidator(validator: RequestValidator): DocumentObject {
  const { name, validateRequestBody, validateRequestParameters } = validator;
  return {
    Name: name,
    ValidateRequestBody: validateRequestBody,
    ValidateRequestParameters: validateRequestParameters,
  };
}
