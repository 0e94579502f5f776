import type { DocumentObject } from '../../../model/index.js';
import { ignoredServers } from './ignored-servers.js';
import { mappingValues } from './mapping-values.js';
import { parseIssues } from './parse-issues.js';
import type { ImportPass, PassContext, PassResult } from './pass.js';
import { unknownModels } from './unknown-models.js';
import { unknownSchemes } from './unknown-schemes.js';
import { unsupportedModels } from './unsupported-models.js';
import { unsupportedParameters } from './unsupported-parameters.js';
import { unsupportedSchemes } from './unsupported-schemes.js';

/** In the order in which API Gateway warns. */
const PASSES: readonly ImportPass[] = [
  parseIssues,
  ignoredServers,
  unsupportedSchemes,
  unknownSchemes,
  unsupportedParameters,
  unsupportedModels,
  unknownModels,
  mappingValues,
];

/** Takes out of a document what an import ignores. */
export function ignoreUnsupported(document: DocumentObject, context: PassContext): PassResult {
  return PASSES.reduce<PassResult>(
    (before, pass) => {
      const after = pass(before.document, context);
      return { document: after.document, warnings: [...before.warnings, ...after.warnings] };
    },
    { document, warnings: [] },
  );
}
