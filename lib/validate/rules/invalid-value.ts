import {
  diagnostic,
  isDeployTime,
  printAccessLogFormat,
  printValue,
  quotaValue,
  walkMethods,
  type AccessLogFormat,
  type Diagnostic,
  type Place,
} from '../../model/index.js';
import type { Rule } from '../rule.js';

/** Names, codes and numbers of a form that API Gateway refuses. */
export const invalidValue: Rule = (api) => {
  const found: Diagnostic[] = [];
  const check = (value: unknown, form: Form, place: Place): void => {
    if (typeof value !== 'string' || form.pattern.test(value)) return;
    const message = `Cannot use "${value}" as ${form.name}: it has to be ${form.wanted}`;
    found.push(diagnostic('invalid-value', place, message));
  };
  const { minimumCompressionBytes: compression, models = [], gatewayResponses = [], stages } = api;
  if (typeof compression === 'number' && (compression < 0 || compression > quotaValue('payload'))) {
    const message = `Cannot compress answers from ${compression} bytes on: it has to be 0 to ${quotaValue('payload')}`;
    found.push(diagnostic('invalid-value', { element: 'the API', property: 'minimum compression' }, message));
  }
  for (const { name } of models) check(name, FORMS.modelName, { element: `model ${name}` });
  for (const { responseType, statusCode } of gatewayResponses) {
    check(statusCode, FORMS.statusCode, { element: `gateway response ${responseType}`, property: 'statusCode' });
  }
  walkMethods(api, ({ responses = [], integration }, _path, place) => {
    for (const { statusCode } of responses) {
      // A document's response for all others.
      if (statusCode !== 'default')
        check(statusCode, FORMS.statusCode, { ...place, property: `response ${statusCode}` });
    }
    for (const { statusCode } of integration?.responses ?? []) {
      check(statusCode, FORMS.statusCode, { ...place, property: `integration response ${statusCode}` });
    }
  });
  for (const { name, variables = {}, accessLog } of stages) {
    const element = `stage ${name}`;
    // `${Environment}` is a name that only deployment knows.
    if (!name.includes('${')) check(name, FORMS.stageName, { element });
    for (const [variable, value] of Object.entries(variables)) {
      check(variable, FORMS.variableName, { element, property: `variable ${variable}` });
      if (!isDeployTime(value)) check(value, FORMS.variableValue, { element, property: `variable ${variable}` });
    }
    if (accessLog?.format !== undefined && !namesRequest(accessLog.format)) {
      const message = `Cannot use "${printValue(printAccessLogFormat(accessLog.format))}" as an access log format: it has to be one with $context.requestId or $context.extendedRequestId`;
      found.push(diagnostic('invalid-value', { element, property: 'access log format' }, message));
    }
  }
  return found;
};

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
function namesRequest(format: AccessLogFormat): boolean {
  if (format.kind === 'deploy-time') return true;
  return format.parts.some(
    (part) => part.kind === 'context' && (part.path === 'requestId' || part.path === 'extendedRequestId'),
  );
}

interface Form {
  readonly name: string;
  readonly pattern: RegExp;
  readonly wanted: string;
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html */
const FORMS = {
  modelName: { name: "a model's name", pattern: /^[A-Za-z0-9]+$/, wanted: 'letters and digits' },
  statusCode: { name: 'a status', pattern: /^[1-5]\d\d$/, wanted: 'three digits from 100 to 599' },
  stageName: {
    name: "a stage's name",
    pattern: /^[A-Za-z0-9_-]{1,128}$/,
    wanted: '1 to 128 letters, digits, hyphens and underscores',
  },
  variableName: {
    name: "a stage variable's name",
    pattern: /^[A-Za-z0-9_]+$/,
    wanted: 'letters, digits and underscores',
  },
  variableValue: {
    name: "a stage variable's value",
    pattern: /^[A-Za-z0-9\-._~:/?#&=,]+$/,
    wanted: 'letters, digits and any of -._~:/?#&=,',
  },
} as const satisfies Record<string, Form>;
