import { printHttpMappings, printServiceParameters, type HttpApiIntegration } from '../../model/index.js';
import { members, unlessEmpty, type Members } from './members.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export function renderHttpIntegration(integration: HttpApiIntegration): Members {
  return members({
    ...renderTarget(integration),
    credentials: integration.credentials,
    timeoutInMillis: integration.timeoutMs,
    requestParameters: unlessEmpty(renderRequestParameters(integration)),
    responseParameters: unlessEmpty(
      integration.responseParameters &&
        Object.fromEntries(
          integration.responseParameters.map(({ statusCode, mappings }) => [statusCode, printHttpMappings(mappings)]),
        ),
    ),
  });
}

function renderRequestParameters(integration: HttpApiIntegration): Members {
  return integration.type === 'AWS_SERVICE'
    ? printServiceParameters(integration.parameters ?? {})
    : printHttpMappings(integration.requestParameters ?? []);
}

/** Only Lambda functions take a payload format other than 1.0. */
const PLAIN_PAYLOAD = '1.0';

function renderTarget(integration: HttpApiIntegration): Members {
  switch (integration.type) {
    case 'AWS_PROXY':
      return {
        type: 'AWS_PROXY',
        httpMethod: 'POST',
        uri: integration.uri,
        payloadFormatVersion: integration.payloadFormatVersion,
      };
    case 'AWS_SERVICE':
      return { type: 'AWS_PROXY', integrationSubtype: integration.subtype, payloadFormatVersion: PLAIN_PAYLOAD };
    case 'HTTP_PROXY':
      return members({
        type: 'HTTP_PROXY',
        httpMethod: integration.httpMethod,
        uri: integration.uri,
        payloadFormatVersion: PLAIN_PAYLOAD,
        ...(integration.vpcLink !== undefined && {
          connectionType: 'VPC_LINK',
          connectionId: integration.vpcLink.id,
          integrationTarget: integration.vpcLink.target,
        }),
        tlsConfig:
          integration.serverNameToVerify === undefined
            ? undefined
            : { serverNameToVerify: integration.serverNameToVerify },
      });
  }
}
