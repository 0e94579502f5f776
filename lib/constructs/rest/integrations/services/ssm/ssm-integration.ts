import { getParameter } from './get-parameter.js';

export type { SsmGetParameterProps } from './get-parameter.js';

/**
 * Reads parameters of Systems Manager without a Lambda function.
 *
 * @example
 * api.get('/settings', SsmIntegration.getParameter(settings));
 */
export const SsmIntegration = {
  /** Returns the value of a parameter. */
  getParameter,
} as const;
