import {
  GATEWAY_RESPONSE_STATUS,
  parseParameterTarget,
  parseRequestMappingSource,
  type GatewayResponse,
  type GatewayResponseType,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';
import type { ApiResource } from './resources.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
export function readGatewayResponse({ properties }: ApiResource): readonly GatewayResponse[] {
  const types = Object.keys(GATEWAY_RESPONSE_STATUS) as readonly GatewayResponseType[];
  const responseType = properties.knownOneOf('ResponseType', types);
  const statusCode = properties.text('StatusCode');
  const responseTemplates = properties.map('ResponseTemplates');
  const mappings = properties.map('ResponseParameters');
  const responseParameters =
    mappings &&
    Object.entries(mappings).flatMap(([key, source]) => {
      const target = parseParameterTarget(key, 'gatewayresponse');
      if (target !== undefined) return [{ target, source: parseRequestMappingSource(source) }];
      properties.report(
        'parameter-mapping-invalid',
        'ResponseParameters',
        `Cannot read parameter "${key}": it must be gatewayresponse.{header,querystring,path}.<name>`,
      );
      return [];
    });
  if (responseType === undefined) return [];
  return [
    {
      responseType,
      ...defined({ statusCode, responseParameters, responseTemplates }),
    },
  ];
}
