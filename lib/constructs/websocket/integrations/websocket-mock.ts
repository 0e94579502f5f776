import type { WebSocketIntegration } from '../../../model/index.js';
import type { WebSocketTemplateProps } from './custom-props.js';
import { bindWebSocketCustom } from './settings.js';
import type { IWebSocketIntegration } from './websocket-integration.js';

/** Settings of a mock: those of integrations that map messages and responses. */
export type WebSocketMockProps = WebSocketTemplateProps;

/** Names the status of the response. */
const STATUS_200 = { $default: '{"statusCode":200}' };

/**
 * Responds without a backend. The request template names the status, which chooses the response; without a template it is
 * 200.
 *
 * @example
 * api.addRoute('ping', new WebSocketMock({
 *   responses: [{ templates: { $default: '{"type":"pong"}' } }],
 * }), { respond: true });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html
 */
export class WebSocketMock implements IWebSocketIntegration {
  constructor(private readonly props: WebSocketMockProps = {}) {}

  bind(): WebSocketIntegration {
    return { type: 'MOCK', ...bindWebSocketCustom({ requestTemplates: STATUS_200, ...this.props }) };
  }
}
