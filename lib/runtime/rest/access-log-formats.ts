import { printFields, type AccessLogExamples } from '../observe/access-log-formats.js';

const FIELDS = {
  requestId: 'requestId',
  extendedRequestId: 'extendedRequestId',
  ip: 'identity.sourceIp',
  caller: 'identity.caller',
  user: 'identity.user',
  requestTime: 'requestTime',
  httpMethod: 'httpMethod',
  resourcePath: 'resourcePath',
  status: 'status',
  protocol: 'protocol',
  responseLength: 'responseLength',
} as const;

const { requestId: _attribute, ...ELEMENTS } = FIELDS;

/** Documented: the console's examples (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html). */
export const REST_ACCESS_LOG_EXAMPLES: AccessLogExamples = {
  CLF: '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
  JSON: `{ ${printFields(FIELDS, (name, variable) => `"${name}":"$context.${variable}"`, ', ')} }`,
  XML: `<request id="$context.requestId"> ${printFields(ELEMENTS, (name, variable) => `<${name}>$context.${variable}</${name}>`, ' ')} </request>`,
  CSV: '$context.identity.sourceIp,$context.identity.caller,$context.identity.user,$context.requestTime,$context.httpMethod,$context.resourcePath,$context.protocol,$context.status,$context.responseLength,$context.requestId,$context.extendedRequestId',
};
