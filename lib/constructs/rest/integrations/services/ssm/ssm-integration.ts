import { getParameter } from './get-parameter.js';

export type { SsmGetParameterProps } from './get-parameter.js';

/**
 * Answers by the parameter store of Systems Manager, without a function in between.
 *
 * @example
 * api.get('/settings', SsmIntegration.getParameter(settings));
 */
export const SsmIntegration = {
  /** Answers with the value of a parameter. */
  getParameter,
} as const;
