import { findingsIn, type RuleFinding } from '../validate/findings.js';
import type { OpenedSource } from './source-options.js';

/** What API Gateway would refuse or read otherwise in the definitions of a source, found when it is loaded. */
export function definitionFindings({ source, configuration, ...definition }: CheckedSource): readonly RuleFinding[] {
  // Code that flags give has no timeout and no policy of its own.
  const { functions } = source;
  const kind = source.kind === 'openapi' ? 'document' : 'template';
  const parameters = new Set(source.templateNames?.parameters);
  return findingsIn({ ...definition, kind, functions }, { quotas: configuration.values.quotas ?? {}, parameters });
}

type CheckedSource = Omit<OpenedSource, 'functions' | 'environment' | 'apiKeys'>;
