import type { RequestValidator } from '../../model/index.js';
import { nameOf } from './names.js';
import type { ApiResource } from './resources.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
export function readRequestValidator(resource: ApiResource): RequestValidator {
  return {
    name: nameOf(resource),
    validateRequestBody: resource.properties.flag('ValidateRequestBody') ?? false,
    validateRequestParameters: resource.properties.flag('ValidateRequestParameters') ?? false,
  };
}
