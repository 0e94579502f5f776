import { functionNames, isValueName } from '../import/source/known-names.js';
import type { Source } from '../import/source/source.js';
import type { ApiCollection } from '../model/api.js';
import { diagnostic, type Diagnostic } from '../model/diagnostic.js';
import { SluiceError } from '../support/sluice-error.js';
import { suggestName } from '../support/nearest-name.js';
import type { LoadedConfiguration } from './configuration.js';

/** A source, with its values resolved in `collection`. */
interface NamingSource {
  readonly source: Source;
  readonly collection: ApiCollection;
}

/** Names that flags give, by their flags. */
export interface GivenNames {
  readonly lambda: readonly string[];
  readonly templateParameter: readonly string[];
}

/**
 * Refuses names in flags that the source does not have: a slip would have no effect.
 *
 * @throws {SluiceError} usage-invalid
 */
export function checkGivenNames({ source, collection }: NamingSource, given: GivenNames): void {
  const functions = functionNames(source, collection);
  for (const name of given.lambda) {
    if (functions?.has(name) === false) throw unknownName('--lambda', 'function', name, 'Functions', functions);
  }
  const parameters = source.templateNames?.parameters ?? [];
  for (const name of given.templateParameter) {
    if (!isValueName(source, name))
      throw unknownName('--template-parameter', 'parameter', name, 'Parameters', parameters);
  }
}

function unknownName(flag: string, what: string, name: string, kind: string, names: Iterable<string>): SluiceError {
  return new SluiceError('usage-invalid', `Cannot use ${flag} "${name}": the source has no such ${what}`, {
    hint: suggestName(name, kind, names),
  });
}

/** Finds names in a configuration that the source does not have; another source beside it may. */
export function unknownNamesOf(
  { source, collection }: NamingSource,
  { file, values }: LoadedConfiguration,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  const report = (property: string, message: string): void => {
    findings.push(diagnostic('unknown-property', { ...(file !== undefined && { file }), property }, message));
  };
  const check = (member: string, given: object | undefined, has: (name: string) => boolean, names: string[]): void => {
    for (const name of Object.keys(given ?? {})) {
      if (has(name)) continue;
      const known = suggestName(name, 'The source has', names);
      report(`${member}.${name}`, `Cannot find "${name}" in the source: it has no effect. ${known}`);
    }
  };
  const functions = functionNames(source, collection);
  const isFunction = (name: string): boolean => name === '*' || functions?.has(name) !== false;
  check('lambdas', values.lambdas, isFunction, [...(functions ?? [])]);
  check('environment', values.environment, isFunction, [...(functions ?? [])]);
  check('values', values.values, (name) => isValueName(source, name), [...(source.templateNames?.parameters ?? [])]);
  const stages = collection.apis.flatMap((api) => api.stages.map(({ name }) => name));
  check('stages', values.stages, (name) => stages.length === 0 || stages.includes(name), stages);
  const logsStage = (key: string): boolean =>
    stages.length === 0 || ['*', ...stages].includes(key.slice(key.lastIndexOf('/') + 1));
  for (const member of ['accessLogs', 'executionLogs'] as const) {
    const given = values[member];
    if (typeof given === 'object') check(member, given, logsStage, stages);
  }
  return findings;
}
