import { serveTemplate } from '../gateway.js';
import type { Scenario } from '../scenario.js';
import { idleConnections, messages, serveBareWebSocket } from '../websocket-messages.js';
import { webSocketTemplateOf } from '../websocket-template.js';

const TEMPLATE = webSocketTemplateOf(100, 'exports.handler = async ({ body }) => ({ statusCode: 200, body });');
const MESSAGE = JSON.stringify({ action: 'echo', room: 'bench', text: 'hello' });
const GATEWAY = serveTemplate(TEMPLATE, { lambdaIsolation: 'inline' });

export const webSocketInline: Scenario = {
  name: 'websocket-inline',
  sentence: 'Send a message to a function of the same thread and back, against a bare ws echo',
  subject: messages(GATEWAY, MESSAGE),
  floor: messages(serveBareWebSocket, MESSAGE),
  goal: 2.5,
  limit: 4,
};

export const webSocketIdle: Scenario = {
  name: 'websocket-idle',
  sentence: 'Keep a connection open that is idle, against a bare ws server: bytes',
  subject: idleConnections(GATEWAY),
  floor: idleConnections(serveBareWebSocket),
  goal: 3,
  limit: 3,
  unit: 'bytes',
};
