import {
  printHttpMappings,
  printServiceParameters,
  type DocumentObject,
  type HttpApiIntegration,
  type HttpResponseMappings,
} from '../../model/index.js';
import { defined } from '../../support/defined.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export function renderHttpIntegration(integration: HttpApiIntegration): DocumentObject {
  return {
    ...renderTarget(integration),
    ...defined({
      CredentialsArn: integration.credentials,
      Description: integration.description,
      ResponseParameters: integration.responseParameters && renderResponseParameters(integration.responseParameters),
      TimeoutInMillis: integration.timeoutMs,
    }),
  };
}

/** Only Lambda functions take a payload format other than 1.0. */
const PLAIN_PAYLOAD = '1.0';

function renderTarget(integration: HttpApiIntegration): DocumentObject {
  if (integration.type === 'AWS_SERVICE') {
    return {
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: integration.subtype,
      PayloadFormatVersion: PLAIN_PAYLOAD,
      ...defined({ RequestParameters: integration.parameters && printServiceParameters(integration.parameters) }),
    };
  }
  const { type, uri, requestParameters } = integration;
  const shared = {
    IntegrationType: type,
    IntegrationUri: uri,
    ...defined({ RequestParameters: requestParameters && printHttpMappings(requestParameters) }),
  };
  if (type === 'AWS_PROXY') return { ...shared, PayloadFormatVersion: integration.payloadFormatVersion };
  const { vpcLink, serverNameToVerify } = integration;
  return {
    ...shared,
    IntegrationMethod: integration.httpMethod,
    PayloadFormatVersion: PLAIN_PAYLOAD,
    ...(vpcLink !== undefined && { ConnectionType: 'VPC_LINK', ConnectionId: vpcLink.id }),
    ...(serverNameToVerify !== undefined && { TlsConfig: { ServerNameToVerify: serverNameToVerify } }),
  };
}

/** By status, and below it a list. */
function renderResponseParameters(responses: readonly HttpResponseMappings[]): DocumentObject {
  return Object.fromEntries(
    responses.map(({ statusCode, mappings }) => [
      statusCode,
      {
        ResponseParameters: Object.entries(printHttpMappings(mappings)).map(([Destination, Source]) => ({
          Destination,
          Source,
        })),
      },
    ]),
  );
}
