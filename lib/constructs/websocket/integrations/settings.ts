import type { WebSocketIntegration, WebSocketIntegrationResponse } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { SluiceError } from '../../../support/sluice-error.js';
import { credentialsArn, type CredentialsProps } from '../../integrations/credentials.js';
import { templateSources } from '../../rest/templates/mapping-template.js';
import type {
  WebSocketContentProps,
  WebSocketIntegrationResponseProps,
  WebSocketRequestProps,
  WebSocketTemplateProps,
} from './custom-props.js';
import { bindMessageParameters, bindMessageResponseParameters } from './message-mapping.js';
import { selectTemplate } from './select-template.js';

type Settings = Omit<Extract<WebSocketIntegration, { readonly type: 'MOCK' }>, 'type'>;

/** Request settings as the model has them. */
export function bindWebSocketRequest(
  props: WebSocketRequestProps & WebSocketContentProps & CredentialsProps,
): Settings {
  const { contentHandling, credentials, requestParameters, timeout } = props;
  return defined({
    credentials: credentials && credentialsArn(credentials),
    timeoutMs: timeout?.toMilliseconds(),
    contentHandling,
    requestParameters: requestParameters && bindMessageParameters(requestParameters),
  });
}

/**
 * Settings of an integration that is not a proxy, as the model has them.
 *
 * Documented: such an integration requires an integration response
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html).
 *
 * @throws {SluiceError} `integration-response-key-invalid`, `integration-response-twice`, `template-selection-missing`
 */
export function bindWebSocketCustom(
  props: WebSocketRequestProps & WebSocketTemplateProps & CredentialsProps,
): Settings {
  const { passthroughBehavior, responses = [{}] } = props;
  const requestTemplates = props.requestTemplates && templateSources(props.requestTemplates);
  const expression = selectTemplate(requestTemplates, props.templateSelectionExpression, 'message-expression');
  checkResponseKeys(responses);
  return {
    ...bindWebSocketRequest(props),
    ...defined({ passthroughBehavior, templateSelectionExpression: expression, requestTemplates }),
    responses: responses.map(bindResponse),
  };
}

function bindResponse(props: WebSocketIntegrationResponseProps): WebSocketIntegrationResponse {
  const { contentHandling, key = '$default', responseParameters, templateSelectionExpression } = props;
  const responseTemplates = props.templates && templateSources(props.templates);
  const language = 'integration-response-expression';
  return {
    integrationResponseKey: key,
    ...defined({
      contentHandling,
      templateSelectionExpression: selectTemplate(responseTemplates, templateSelectionExpression, language),
      responseTemplates,
      responseParameters: responseParameters && bindMessageResponseParameters(responseParameters),
    }),
  };
}

function checkResponseKeys(responses: readonly WebSocketIntegrationResponseProps[]): void {
  const keys = responses.map(({ key = '$default' }) => key);
  const invalid = keys.find((key) => key !== '$default' && !/^\/.+\/$/s.test(key));
  if (invalid !== undefined) {
    throw new SluiceError(
      'integration-response-key-invalid',
      `The key of an integration response is "${invalid}"; expected $default or a regular expression between slashes`,
      { hint: String.raw`For responses with a 5xx status: key: '/5\\d{2}/'` },
    );
  }
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice === undefined) return;
  throw new SluiceError(
    'integration-response-twice',
    `An integration has two responses of the key ${twice}; API Gateway allows one`,
  );
}
