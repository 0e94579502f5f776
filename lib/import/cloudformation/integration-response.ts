import type { IntegrationResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { readResponseMappings } from './parameter-mapping.js';
import type { Properties } from './properties.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html */
export function readIntegrationResponse(properties: Properties): readonly IntegrationResponse[] {
  const statusCode = properties.text('StatusCode');
  const selectionPattern = properties.value('SelectionPattern');
  const contentHandling = properties.knownOneOf('ContentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']);
  const responseParameters = readResponseMappings(properties);
  const responseTemplates = properties.map('ResponseTemplates');
  if (statusCode === undefined) return [];
  return [
    {
      statusCode,
      // An empty pattern is how the control plane writes that there is none.
      ...(selectionPattern !== undefined && selectionPattern !== '' && { selectionPattern }),
      ...defined({ contentHandling, responseParameters, responseTemplates }),
    },
  ];
}
