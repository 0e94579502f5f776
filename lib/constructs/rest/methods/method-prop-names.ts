import type { PropNames } from '../../check-props.js';
import type { MethodDefaults, MethodProps } from './method-props.js';

const SHARED = {
  authorizer: true,
  scopes: true,
  apiKeyRequired: true,
  parameters: true,
  requestModels: true,
  responses: true,
  validate: true,
  cache: true,
  throttle: true,
  logging: true,
  metrics: true,
  tags: true,
} as const;

/** What a method may say. */
export const METHOD_PROPS: PropNames<MethodProps> = {
  ...SHARED,
  docs: true,
  operationName: true,
  summary: true,
  description: true,
};

/** What the defaults of an API may say. */
export const METHOD_DEFAULTS: PropNames<MethodDefaults> = { ...SHARED, integration: true };
