import { printFields, type AccessLogExamples } from '../observe/access-log-formats.js';

const FIELDS = {
  requestId: 'requestId',
  ip: 'identity.sourceIp',
  requestTime: 'requestTime',
  httpMethod: 'httpMethod',
  routeKey: 'routeKey',
  status: 'status',
  protocol: 'protocol',
  responseLength: 'responseLength',
} as const;

const { requestId: _attribute, ...ELEMENTS } = FIELDS;

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html */
export const HTTP_API_ACCESS_LOG_EXAMPLES: AccessLogExamples = {
  CLF: '$context.identity.sourceIp - - [$context.requestTime] "$context.httpMethod $context.routeKey $context.protocol" $context.status $context.responseLength $context.requestId',
  JSON: `{ ${printFields(FIELDS, (name, variable) => `"${name}":"$context.${variable}"`, ', ')} }`,
  XML: `<request id="$context.requestId"> ${printFields(ELEMENTS, (name, variable) => `<${name}>$context.${variable}</${name}>`, ' ')} </request>`,
  CSV: '$context.identity.sourceIp,$context.requestTime,$context.httpMethod,$context.routeKey,$context.protocol,$context.status,$context.responseLength,$context.requestId',
};
