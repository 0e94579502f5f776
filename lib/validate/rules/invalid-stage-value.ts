import {
  diagnostic,
  printAccessLogFormat,
  printValue,
  type AccessLogFormat,
  type Diagnostic,
  type Protocol,
  type Stage,
  type Value,
} from '../../model/index.js';
import { checkForm, type Form } from '../form.js';
import { defineRule } from '../rule.js';

/** Names, variables and log formats of stages that API Gateway refuses. */
export const invalidStageValue = defineRule({
  codes: ['invalid-value'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'API Gateway refuses a name, a variable or the log format of a stage',
  fix: 'Use the characters that the message names, and put $context.requestId into the log format',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html',
  check: ({ protocol, stages }) => {
    const found: Diagnostic[] = [];
    for (const stage of stages) {
      const { name, accessLog } = stage;
      const element = `stage ${name}`;
      // `${Environment}` is a name that only deployment knows.
      if (!name.includes('${')) found.push(...checkForm(name, STAGE_NAMES[protocol], { element }));
      for (const [variable, value] of variablesOf(stage)) {
        const place = { element, property: `variable ${variable}` };
        found.push(...checkForm(variable, VARIABLE_NAME, place), ...checkForm(value, VARIABLE_VALUE, place));
      }
      if (accessLog?.format !== undefined && !namesRequest(accessLog.format)) {
        const message = `Cannot use "${printValue(printAccessLogFormat(accessLog.format))}" as an access log format: it has to be one with $context.requestId or $context.extendedRequestId`;
        found.push(diagnostic('invalid-value', { element, property: 'access log format' }, message));
      }
      const stream = streamName(accessLog?.destinationArn);
      if (stream !== undefined && !stream.startsWith(STREAM_NAME_PREFIX)) {
        const message = `The access log's Firehose stream is "${stream}"; API Gateway requires a name that begins with ${STREAM_NAME_PREFIX}`;
        found.push(diagnostic('invalid-value', { element, property: 'access log destination' }, message));
      }
    }
    return found;
  },
});

/** The variables of a stage, and those whose values a canary has. */
function variablesOf(
  stage: Pick<Stage, 'variables' | 'canary' | 'release'>,
): readonly (readonly [string, Value<string>])[] {
  const { variables, canary, release } = stage;
  return [variables, canary?.stageVariableOverrides, release?.canary.stageVariableOverrides].flatMap((values = {}) =>
    Object.entries(values),
  );
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
function namesRequest(format: AccessLogFormat): boolean {
  if (format.kind === 'deploy-time') return true;
  return format.parts.some(
    (part) => part.kind === 'context' && (part.path === 'requestId' || part.path === 'extendedRequestId'),
  );
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-logging-to-kinesis.html */
const STREAM_NAME_PREFIX = 'amazon-apigateway-';

/** The name in the ARN of a Firehose stream, as far as it is literal. */
function streamName(arn: Value<string> | undefined): string | undefined {
  return arn === undefined ? undefined : /:deliverystream\/([^${}]+)$/.exec(printValue(arn))?.[1];
}

const STAGE_NAME: Form = {
  name: "a stage's name",
  pattern: /^[A-Za-z0-9_-]{1,128}$/,
  wanted: '1 to 128 letters, digits, hyphens and underscores',
};

const STAGE_NAMES: Readonly<Record<Protocol, Form>> = {
  REST: STAGE_NAME,
  HTTP: { ...STAGE_NAME, pattern: /^(?:\$default|[A-Za-z0-9_-]{1,128})$/, wanted: `$default or ${STAGE_NAME.wanted}` },
  WEBSOCKET: STAGE_NAME,
};

const VARIABLE_NAME: Form = {
  name: "a stage variable's name",
  pattern: /^[A-Za-z0-9_]+$/,
  wanted: 'letters, digits and underscores',
};

const VARIABLE_VALUE: Form = {
  name: "a stage variable's value",
  pattern: /^[A-Za-z0-9\-._~:/?#&=,]+$/,
  wanted: 'letters, digits and any of -._~:/?#&=,',
};
