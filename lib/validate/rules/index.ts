import type { Rule } from '../rule.js';
import { corsErrorsUnreadable } from './cors-errors-unreadable.js';
import { deployTimeValue } from './deploy-time-value.js';
import { duplicateRoute } from './duplicate-route.js';
import { invalidValue } from './invalid-value.js';
import { jsonPathRelease } from './jsonpath-release.js';
import { parameterMappingInvalid } from './parameter-mapping-invalid.js';
import { pathInvalid } from './path-invalid.js';
import { pathParameterUnknown } from './path-parameter-unknown.js';
import { quotaExceeded } from './quota-exceeded.js';
import { schemaInvalid } from './schema-invalid.js';
import { stageVariableUnknown } from './stage-variable-unknown.js';
import { templatePath } from './template-path.js';
import { templateReference } from './template-reference.js';
import { templateSyntax } from './template-syntax.js';
import { unresolvedReference } from './unresolved-reference.js';

/** Every rule, in the order in which findings are told: what the API is, then what it says, then what it costs. */
export const RULES: readonly Rule[] = [
  duplicateRoute,
  pathInvalid,
  pathParameterUnknown,
  unresolvedReference,
  schemaInvalid,
  invalidValue,
  parameterMappingInvalid,
  stageVariableUnknown,
  templateSyntax,
  templateReference,
  templatePath,
  jsonPathRelease,
  corsErrorsUnreadable,
  quotaExceeded,
  deployTimeValue,
];
