import { printFields, type AccessLogExamples } from '../observe/access-log-formats.js';

const FIELDS = {
  requestId: 'requestId',
  ip: 'identity.sourceIp',
  caller: 'identity.caller',
  user: 'identity.user',
  requestTime: 'requestTime',
  eventType: 'eventType',
  routeKey: 'routeKey',
  status: 'status',
  connectionId: 'connectionId',
} as const;

const { requestId: _attribute, ...ELEMENTS } = FIELDS;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html */
export const WEBSOCKET_ACCESS_LOG_EXAMPLES: AccessLogExamples = {
  CLF: '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.eventType $context.routeKey $context.connectionId" $context.status $context.requestId',
  JSON: `{ ${printFields(FIELDS, (name, variable) => `"${name}":"$context.${variable}"`, ', ')} }`,
  XML: `<request id="$context.requestId"> ${printFields(ELEMENTS, (name, variable) => `<${name}>$context.${variable}</${name}>`, ' ')} </request>`,
  CSV: '$context.identity.sourceIp,$context.identity.caller,$context.identity.user,$context.requestTime,$context.eventType,$context.routeKey,$context.status,$context.connectionId,$context.requestId',
};
