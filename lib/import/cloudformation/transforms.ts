import type { Diagnostic, Document, JsonObject } from '../../model/index.js';
import { inlineIncludes } from './includes.js';
import { expandLanguageExtensions } from './language-extensions.js';
import { readSections } from './sections.js';
import { Stack } from './stack.js';
import type { StackInput } from './stack-input.js';

/** What the transforms of a template take from outside of it. */
export interface TransformContext {
  readonly parameter: (name: string) => Document | undefined;
  readonly values: Readonly<Record<string, string>>;
  /** Takes a SAM template to what CloudFormation deploys. */
  readonly expand: (input: StackInput, report: (finding: Diagnostic) => void) => JsonObject;
  readonly report: (finding: Diagnostic) => void;
}

/** Transforms a template in CloudFormation's order: `AWS::Include`, `AWS::LanguageExtensions`, then SAM. */
export function applyTransforms(input: StackInput, context: TransformContext): JsonObject {
  const complete = inlineIncludes(input.template, evaluating(input, context), input.files);
  const template = expandLanguageExtensions(complete, evaluating({ ...input, template: complete }, context));
  return context.expand({ ...input, template }, context.report);
}

/** Evaluates functions of a template that is not written out yet, so that any name may be in it. */
function evaluating(input: StackInput, { parameter, values, report }: TransformContext): Stack {
  return new Stack(readSections(input.template), {
    qualify: (id) => id,
    parameter,
    values,
    environment: input.environment ?? {},
    importValue: () => undefined,
    nestedOutput: () => undefined,
    open: true,
    report,
  });
}
