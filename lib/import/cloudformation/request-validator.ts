import type { RequestValidator } from '../../model/index.js';
import { nameOf } from './names.js';
import type { ApiResource } from './resources.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
export function readRequestValidator(resource: ApiResource): readonly RequestValidator[] {
  const { properties } = resource;
  const name = nameOf(resource);
  const validateRequestBody = properties.flag('ValidateRequestBody');
  const validateRequestParameters = properties.flag('ValidateRequestParameters');
  // A validator that cannot be read is missing, so that the methods which name it are refused.
  if (validateRequestBody === undefined && properties.has('ValidateRequestBody')) return [];
  if (validateRequestParameters === undefined && properties.has('ValidateRequestParameters')) return [];
  return [
    {
      name,
      validateRequestBody: validateRequestBody ?? false,
      validateRequestParameters: validateRequestParameters ?? false,
    },
  ];
}
