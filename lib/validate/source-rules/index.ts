import type { SourceRule } from '../source-rule.js';
import { lambdaPermissionMissing } from './lambda-permission-missing.js';
import { lambdaPermissionWide } from './lambda-permission-wide.js';

/** Every rule about a whole source, in the order in which findings are reported. */
export const SOURCE_RULES: readonly SourceRule[] = [lambdaPermissionMissing, lambdaPermissionWide];
