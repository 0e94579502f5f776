import { diagnostic, type Diagnostic } from '../../model/index.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const RESOURCES_PER_STACK = 500;

/** Resources of a definition that no template holds are an error. */
export function checkResourceCount(count: number): readonly Diagnostic[] {
  if (count <= RESOURCES_PER_STACK) return [];
  const message = `The definition has ${count} resources; CloudFormation allows a template ${RESOURCES_PER_STACK}`;
  return [diagnostic('quota-exceeded', { element: 'the API' }, message)];
}
