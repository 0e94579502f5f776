import {
  parseResponseMappingSource,
  type IntegrationResponse,
  type ResponseParameterMapping,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { Properties } from './properties.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html */
export function readIntegrationResponse(properties: Properties): readonly IntegrationResponse[] {
  const statusCode = properties.text('StatusCode');
  const selectionPattern = properties.value('SelectionPattern');
  const contentHandling = properties.knownOneOf('ContentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']);
  const responseParameters = readResponseParameters(properties);
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

function readResponseParameters(properties: Properties): readonly ResponseParameterMapping[] | undefined {
  const mappings = properties.map('ResponseParameters');
  if (mappings === undefined) return undefined;
  return Object.entries(mappings).flatMap(([key, source]) => {
    const header = /^method\.response\.header\.(.+)$/s.exec(key)?.[1];
    if (header !== undefined) return [{ header, source: parseResponseMappingSource(source) }];
    properties.report(
      'parameter-mapping-invalid',
      'ResponseParameters',
      `Cannot read mapping "${key}": it must be method.response.header.<name>`,
    );
    return [];
  });
}
