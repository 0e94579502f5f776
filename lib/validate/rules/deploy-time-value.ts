import { findDynamicReferences, isPureFunction } from '../../intrinsics/index.js';
import {
  deployable,
  diagnostic,
  isDeployTime,
  printValue,
  type Diagnostic,
  type ValuePart,
} from '../../model/index.js';
import { defineRule, type ValidateOptions } from '../rule.js';

/**
 * What the deployment depends on and its fingerprint cannot see: parameters, imports from other stacks, dynamic
 * references. A change of such a value alone makes no new deployment. Each is named once. Stages that deploy by
 * themselves carry every change.
 */
export const deployTimeValue = defineRule({
  codes: ['deploy-time-value'],
  protocols: ['REST', 'HTTP', 'WEBSOCKET'],
  summary: 'The deployment depends on a value that its fingerprint cannot see',
  fix: 'Write the value into the definition, or deploy the stage anew when the value changes',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html',
  check: (api, options) => {
    if (api.stages.length > 0 && api.stages.every((stage) => 'autoDeploy' in stage && stage.autoDeploy === true))
      return [];
    const found = new Map<string, Diagnostic>();
    visit(deployable(api), (text) => {
      if (found.has(text)) return;
      const message = `Cannot tell when ${text} changes: a change of it alone makes no new deployment`;
      found.set(text, diagnostic('deploy-time-value', { element: 'the deployment' }, message));
    });
    return [...found.values()];

    function visit(value: unknown, report: (text: string) => void): void {
      if (typeof value === 'string') {
        for (const { text, argument } of findDynamicReferences(value)) if (argument !== undefined) report(text);
      } else if (isDeployTime(value)) {
        for (const part of value.parts) {
          if (typeof part === 'object' && part.kind === 'intrinsic' && isPureFunction(part.name))
            visit(part.argument, report);
          else if (isUnseen(part, options)) report(printValue({ kind: 'deploy-time', parts: [part] }));
          else visit(typeof part === 'string' ? part : undefined, report);
        }
      } else if (typeof value === 'object' && value !== null) {
        Object.values(value).forEach((member) => visit(member, report));
      }
    }
  },
});

function isUnseen(part: ValuePart, { parameters }: ValidateOptions): boolean {
  if (typeof part === 'string') return false;
  return part.kind === 'intrinsic' || (parameters?.has(part.logicalId) ?? false);
}
