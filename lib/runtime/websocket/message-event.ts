import type { WebSocketEvent, WebSocketRequestContext } from '../../formats/lambda-event-websocket.js';
import { EventTemplate, type EventParts, type EventShape } from '../event-template.js';
import { commonLogTime } from '../observe/dates.js';
import { authorizerContext, knownIdentity } from './context.js';
import type { MeteredInvocation } from './invocation.js';

type MessageShape = EventShape<WebSocketEvent, MeteredInvocation>;

/** The request context of a message; `authorizer` stands behind `messageId` where there is one. */
const MESSAGE_CONTEXT = {
  routeKey: ({ route }) => route.routeKey,
  messageId: ({ arrival: { event } }) => (event.type === 'MESSAGE' ? event.messageId : ''),
  eventType: 'MESSAGE',
  extendedRequestId: ({ arrival }) => arrival.requestId,
  requestTime: ({ arrival }) => commonLogTime(arrival.startMs),
  messageDirection: 'IN',
  stage: ({ stage }) => stage.name,
  connectedAt: ({ connection }) => connection.connectedAtMs,
  requestTimeEpoch: ({ arrival }) => arrival.startMs,
  identity: knownIdentity,
  requestId: ({ arrival }) => arrival.requestId,
  domainName: ({ connection }) => connection.place.host,
  connectionId: ({ connection }) => connection.id,
  apiId: ({ stage }) => stage.deployment.apiId,
} satisfies EventShape<WebSocketRequestContext, MeteredInvocation>;

const MESSAGE_BODY = {
  body: ({ arrival: { event } }) => (event.type === 'MESSAGE' ? event.body : ''),
  isBase64Encoded: false,
} satisfies Pick<MessageShape, 'body' | 'isBase64Encoded'>;

const { routeKey, messageId, ...AFTER_MESSAGE_ID } = MESSAGE_CONTEXT;

const AUTHORIZED_CONTEXT = {
  routeKey,
  messageId,
  authorizer: ({ caller }: MeteredInvocation) => authorizerContext(caller) ?? {},
  ...AFTER_MESSAGE_ID,
};

const VARIABLES = { stageVariables: ({ stage }: MeteredInvocation) => ({ ...stage.variables }) };

/** Compiled, for messages are many (bench scenario websocket-inline). */
const MESSAGES = {
  plain: messageTemplate({ requestContext: MESSAGE_CONTEXT, ...MESSAGE_BODY }),
  authorized: messageTemplate({ requestContext: AUTHORIZED_CONTEXT, ...MESSAGE_BODY }),
};

/** The same on a stage with variables. */
const MESSAGES_WITH_VARIABLES: typeof MESSAGES = {
  plain: messageTemplate({ ...VARIABLES, requestContext: MESSAGE_CONTEXT, ...MESSAGE_BODY }),
  authorized: messageTemplate({ ...VARIABLES, requestContext: AUTHORIZED_CONTEXT, ...MESSAGE_BODY }),
};

function messageTemplate(shape: MessageShape): EventTemplate<WebSocketEvent, MeteredInvocation> {
  return new EventTemplate(shape);
}

/** The event of a message. */
export function messageEvent(invocation: MeteredInvocation): EventParts {
  const templates = hasMembers(invocation.stage.variables) ? MESSAGES_WITH_VARIABLES : MESSAGES;
  const isAuthorized = authorizerContext(invocation.caller) !== undefined;
  return templates[isAuthorized ? 'authorized' : 'plain'].eventOf(invocation);
}

/** Whether a record is not empty. */
export function hasMembers(record: object): boolean {
  for (const _name in record) return true;
  return false;
}
