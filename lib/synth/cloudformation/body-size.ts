import { diagnostic, type Diagnostic, type Json } from '../../model/index.js';

/** Documented: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const TEMPLATE_LIMIT_BYTES = 1_000_000;

/**
 * A definition that leaves no room in a template is an error; one that leaves little, a warning.
 *
 * @param body with CloudFormation's functions in it
 */
export function checkBodySize(body: Json): readonly Diagnostic[] {
  const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
  if (bytes <= TEMPLATE_LIMIT_BYTES * 0.8) return [];
  const tooLarge = bytes > TEMPLATE_LIMIT_BYTES;
  const message = `Cannot ${tooLarge ? 'deploy' : 'add much to'} the definition: it has ${bytes} bytes, and CloudFormation allows a whole template ${TEMPLATE_LIMIT_BYTES}`;
  return [diagnostic('quota-exceeded', { element: 'the API' }, message, tooLarge ? 'error' : 'warning')];
}
