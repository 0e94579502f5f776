import { diagnostic, isDeployTime, walkIntegrations, type Diagnostic, type Value } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * Stage variables in URIs that a stage does not have.
 *
 * Observed: an unset variable in a host or a function's name is a 500 at run time.
 */
export const stageVariableUnknown = defineRule({
  codes: ['unresolved-reference'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'The URI of an integration has a stage variable that a stage does not define',
  fix: 'Define the variable in each stage',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, (integration, place) => {
      if (!('uri' in integration)) return;
      for (const name of variablesIn(integration.uri)) {
        const without = api.stages.filter(({ variables = {} }) => !Object.hasOwn(variables, name));
        if (without.length === 0) continue;
        const message = `Cannot fill in \${stageVariables.${name}}: stage ${without.map((stage) => stage.name).join(', ')} has no such variable`;
        found.push(diagnostic('unresolved-reference', { ...place, property: 'integration uri' }, message, 'warning'));
      }
    });
    return found;
  },
});

function variablesIn(uri: Value<string>): ReadonlySet<string> {
  const literals = isDeployTime(uri) ? uri.parts.filter((part) => typeof part === 'string') : [uri];
  return new Set(
    literals.flatMap((text) => [...text.matchAll(/\$\{stageVariables\.(\w+)\}/g)].map(([, name = '']) => name)),
  );
}
