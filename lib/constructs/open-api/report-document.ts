import type { Construct } from 'constructs';
import type { Diagnostic } from '../../model/index.js';
import { annotate, printFinding } from '../validation.js';

/** Reports what reading a document found, as the findings about the API are. */
export function reportDocument(scope: Construct, findings: readonly Diagnostic[]): void {
  for (const finding of findings) annotate(scope, finding);
  const errors = findings.filter(({ severity }) => severity === 'error').map(printFinding);
  if (errors.length > 0) scope.node.addValidation({ validate: () => errors });
}
