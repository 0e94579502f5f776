import { diagnostic, isDeployTime, walkMethods, type Diagnostic, type Value } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * URIs of HTTP integrations that API Gateway refuses: those without a scheme and a host, and those with whitespace.
 *
 * Observed: "Invalid HTTP endpoint specified for URI"; docs/aws/rest-runtime.md section 14.
 * Assumed: a URI that begins with a stage variable is not refused, for the variable may have the scheme.
 */
export const httpUriInvalid = defineRule({
  codes: ['invalid-value'],
  protocols: ['REST'],
  summary: 'The URI of an HTTP integration is not one',
  fix: 'Begin the URI with http:// or https:// and a host',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration }, _path, place) => {
      if (integration?.type !== 'HTTP' && integration?.type !== 'HTTP_PROXY') return;
      const text = textOf(integration.uri);
      if (text === undefined || text.startsWith('$') || FORM.test(text)) return;
      const message = `The URI is "${text}"; expected http:// or https://, a host and a path without spaces`;
      found.push(diagnostic('invalid-value', { ...place, property: 'integration uri' }, message));
    });
    return found;
  },
});

const FORM = /^https?:\/\/[^/?#\s]+(?:[/?#]\S*)?$/i;

/** The URI with a stand-in for each part that only deployment knows; undefined when it begins with one. */
function textOf(uri: Value<string>): string | undefined {
  if (!isDeployTime(uri)) return uri;
  if (typeof uri.parts[0] !== 'string') return undefined;
  return uri.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
}
