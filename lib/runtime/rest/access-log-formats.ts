import { parseAccessLogFormat } from '../../model/access-log-format.js';
import { own } from '../../support/own.js';
import type { ReadyAccessLogFormat } from '../observe/observation.js';

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
const EXAMPLES = {
  CLF: '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
  JSON: `{ ${write(FIELDS, (name, variable) => `"${name}":"$context.${variable}"`).join(', ')} }`,
  XML: `<request id="$context.requestId"> ${write(ELEMENTS, (name, variable) => `<${name}>$context.${variable}</${name}>`).join(' ')} </request>`,
  CSV: '$context.identity.sourceIp,$context.identity.caller,$context.identity.user,$context.requestTime,$context.httpMethod,$context.resourcePath,$context.protocol,$context.status,$context.responseLength,$context.requestId,$context.extendedRequestId',
} as const;

function write(fields: Readonly<Record<string, string>>, one: (name: string, variable: string) => string): string[] {
  return Object.entries(fields).map(([name, variable]) => one(name, variable));
}

/** The access log format of a REST API that an operator gives: `CLF`, `JSON`, `XML`, `CSV`, or one in full. */
export function parseGivenFormat(given: string): ReadyAccessLogFormat {
  const format = parseAccessLogFormat(own(EXAMPLES, given) ?? given);
  if (format.kind === 'format') return format;
  throw new Error('A string is no value that only deployment knows');
}
