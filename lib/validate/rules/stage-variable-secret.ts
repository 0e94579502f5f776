import { diagnostic, type Diagnostic, type Value } from '../../model/index.js';
import { defineRule } from '../rule.js';
import { looksSecret, maySecret, namesSecret } from '../secret-text.js';

/**
 * Secrets in stage variables, which everybody reads who may read the stage, and which templates and logs carry. The value
 * is not in the message.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
 * Assumed: what names and values of secrets look like.
 */
export const stageVariableSecret = defineRule({
  codes: ['stage-variable-secret'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'A stage variable looks like a secret',
  fix: 'Have the integration read the secret from AWS Secrets Manager, or an authorizer pass it on',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html',
  check: (api) =>
    api.stages.flatMap((stage) => {
      const { name, variables = {} } = stage;
      const overrides = 'canary' in stage ? (stage.canary?.stageVariableOverrides ?? {}) : {};
      return [variables, overrides].flatMap((values) => Object.entries(values).flatMap(checkVariable(`stage ${name}`)));
    }),
});

function checkVariable(element: string): (variable: readonly [string, Value<string>]) => readonly Diagnostic[] {
  return ([name, value]) => {
    const what = secretIn(name, value);
    if (what === undefined) return [];
    const message = `The ${what} of the variable looks like that of a secret; stage variables are not meant for sensitive data`;
    return [diagnostic('stage-variable-secret', { element, property: `variable ${name}` }, message)];
  };
}

function secretIn(name: string, value: Value<string>): 'name' | 'value' | undefined {
  const isKnown = typeof value === 'string';
  if (isKnown && looksSecret(value)) return 'value';
  return namesSecret(name, isKnown) && (!isKnown || maySecret(value)) ? 'name' : undefined;
}
