import { diagnostic, walkIntegrations, type Diagnostic } from '../../model/index.js';
import { compileRegex, JavaRegexSyntaxError } from '../../support/java/regex/index.js';
import { defineRule } from '../rule.js';

/**
 * Keys of integration responses of WebSocket APIs that select no response.
 */
export const integrationResponseKeyInvalid = defineRule({
  codes: ['invalid-value'],
  protocols: ['WEBSOCKET'],
  summary: 'The key of an integration response selects no response',
  fix: 'Write $default or a regular expression between slashes, such as /2\\d\\d/',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, ({ responses = [] }, place) => {
      for (const { integrationResponseKey: key } of responses) {
        const problem = problemOf(key);
        if (problem === undefined) continue;
        const at = { ...place, property: `integration response ${key}` };
        found.push(diagnostic('invalid-value', at, problem));
      }
    });
    return found;
  },
});

function problemOf(key: string): string | undefined {
  if (key === '$default' || key.includes('${')) return undefined;
  const [, pattern] = /^\/(.+)\/$/s.exec(key) ?? [];
  if (pattern === undefined)
    return `"${key}" is not an integration response key; expected $default or a regular expression such as /2\\d\\d/`;
  try {
    compileRegex(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof JavaRegexSyntaxError)) throw error;
    return `The regular expression of the integration response key does not parse: ${error.message}`;
  }
}
