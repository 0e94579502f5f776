import type { ApiCollection } from '../model/api.js';
import { findingsByApi, type Diagnostic } from '../model/diagnostic.js';
import { validate } from '../validate/validate.js';
import type { LoadedConfiguration } from './configuration.js';

/** What API Gateway would refuse or read otherwise in the definitions of a source, found when it is loaded. */
export function definitionFindings({ apis }: ApiCollection, { values }: LoadedConfiguration): readonly Diagnostic[] {
  return findingsByApi(apis, (api) => validate(api, { quotas: values.quotas ?? {} }));
}
