import {
  diagnostic,
  knownText,
  parseIntegrationUri,
  walkMethods,
  type Diagnostic,
  type Integration,
  type IntegrationResponse,
} from '../../model/index.js';
import { defineRule } from '../rule.js';
import { isDefaultResponse, patternOf, statusesOf } from '../selection-patterns.js';

/**
 * Integration responses that are never selected: their pattern matches no status, or another response has the same pattern.
 * A mock prefers the response of its own status, so that several of its responses may have one pattern.
 */
export const responseUnreachable = defineRule({
  codes: ['response-unreachable'],
  protocols: ['REST'],
  summary: 'An integration response is never selected',
  fix: 'Write a pattern that matches the whole status, or for a Lambda function the whole error message',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkMethods(api, ({ integration }, _path, place) => {
      if (integration === undefined || integration.type === 'AWS_PROXY' || integration.type === 'HTTP_PROXY') return;
      for (const { statusCode, problem } of unreachableIn(integration)) {
        const property = `integration response ${statusCode}`;
        found.push(diagnostic('response-unreachable', { ...place, property }, problem));
      }
    });
    return found;
  },
});

interface Unreachable {
  readonly statusCode: string;
  readonly problem: string;
}

function unreachableIn(integration: Integration): readonly Unreachable[] {
  const byStatus = isByStatus(integration);
  const seen = new Map<string, IntegrationResponse>();
  return (integration.responses ?? []).flatMap((response): readonly Unreachable[] => {
    const { statusCode } = response;
    const text = isDefaultResponse(response) ? '' : knownText(response.selectionPattern);
    if (text === undefined) return [];
    const earlier = seen.get(text);
    if (earlier !== undefined && integration.type !== 'MOCK') {
      const what = text === '' ? 'no selection pattern' : `the selection pattern ${text}`;
      return [{ statusCode, problem: `The response ${earlier.statusCode} has ${what} too; expected one of them` }];
    }
    seen.set(text, response);
    const pattern = byStatus ? patternOf(response) : undefined;
    if (pattern === undefined || statusesOf(pattern).length > 0) return [];
    return [{ statusCode, problem: `The selection pattern ${text} matches no status from 100 to 599` }];
  });
}

/** Whether the status of the backend selects the response, as it does for all but functions. */
function isByStatus(integration: Integration): boolean {
  return integration.type !== 'AWS' || parseIntegrationUri(integration.uri).kind === 'service';
}
