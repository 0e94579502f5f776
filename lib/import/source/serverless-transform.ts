import { type Diagnostic, type JsonObject } from '../../model/index.js';
import { isObject } from '../../support/is-object.js';
import type { StackInput } from '../cloudformation/stack-input.js';
import { expandSam } from '../sam/expand-sam.js';

/** A template with the transform of SAM, or a part of one, which has SAM's resources without it. */
export function isServerlessTemplate(template: JsonObject): boolean {
  const resources = isObject(template.Resources) ? Object.values(template.Resources) : [];
  return (
    [template.Transform].flat().includes('AWS::Serverless-2016-10-31') ||
    resources.some(
      (resource) =>
        isObject(resource) && typeof resource.Type === 'string' && resource.Type.startsWith('AWS::Serverless::'),
    )
  );
}

/** Takes a SAM template to the one that CloudFormation deploys; other templates stay as they are. */
export function expandServerless(
  parameters: Readonly<Record<string, string>>,
): (input: StackInput, report: (finding: Diagnostic) => void) => JsonObject {
  return ({ template, file }, report) => {
    if (!isServerlessTemplate(template)) return template;
    const expanded = expandSam(template, {
      ...(file !== undefined && { file }),
      parameters,
    });
    for (const finding of expanded.diagnostics) report(finding);
    return expanded.template;
  };
}
