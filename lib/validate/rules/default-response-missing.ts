import {
  diagnostic,
  parseIntegrationUri,
  walkMethods,
  type Diagnostic,
  type IntegrationResponse,
  type Severity,
} from '../../model/index.js';
import { defineRule } from '../rule.js';
import { isDefaultResponse, matches, patternOf, statusesOf } from '../selection-patterns.js';

/** Statuses that backends of every kind respond with. */
const USUAL_ERRORS = ['400', '403', '404', '500', '503'];

/**
 * Integrations without a default response, whose backend may respond with what no selection pattern matches: a warning
 * where that is every success, else a note.
 *
 * Observed: "No match for output mapping and no default endpoint response configured", a 500 for the client.
 */
export const defaultResponseMissing = defineRule({
  codes: ['default-response-missing'],
  protocols: ['REST'],
  summary: 'An integration has no response for what its backend may answer',
  fix: 'Add an integration response without a selection pattern',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration }, _path, place) => {
      if (integration?.type !== 'HTTP' && integration?.type !== 'AWS') return;
      const target = integration.type === 'AWS' ? parseIntegrationUri(integration.uri).kind : 'service';
      if (target === 'unknown') return;
      const problem = problemOf(integration.responses ?? [], target);
      if (problem === undefined) return;
      const at = { ...place, property: 'integration responses' };
      found.push(diagnostic('default-response-missing', at, problem.message, problem.severity));
    });
    return found;
  },
});

interface Problem {
  readonly message: string;
  readonly severity: Severity;
}

function problemOf(responses: readonly IntegrationResponse[], target: 'lambda' | 'service'): Problem | undefined {
  if (responses.some(isDefaultResponse)) return undefined;
  if (responses.length === 0) {
    return { severity: 'warning', message: 'There is no integration response: every request gets 500' };
  }
  const patterns = responses.map(patternOf).filter((pattern) => pattern !== undefined);
  // A pattern that only deployment knows may match anything.
  if (patterns.length < responses.length) return undefined;
  if (target === 'lambda') {
    if (patterns.some((pattern) => matches(pattern, ''))) return undefined;
    return {
      severity: 'warning',
      message: 'No response is for results of the function without an error: they get 500',
    };
  }
  const matched = new Set(patterns.flatMap(statusesOf));
  if (![...matched].some((status) => status.startsWith('2') || status.startsWith('3'))) {
    return { severity: 'warning', message: 'No selection pattern matches a status of success: it gets 500' };
  }
  const unmatched = USUAL_ERRORS.filter((status) => !matched.has(status));
  if (unmatched.length === 0) return undefined;
  return { severity: 'info', message: `No selection pattern matches ${unmatched.join(', ')}: they become 500` };
}
