import { resolve } from 'node:path';
import type { ConfiguredMethodSettings } from '../formats/sluice-configuration.js';
import schema from '../formats/sluice.schema.json';
import { readMethodSettings } from '../import/configuration/method-settings.js';
import { parseJsonOrYaml } from '../import/text/index.js';
import type { MethodSettings } from '../model/stage.js';
import type { RuntimeOptions } from '../runtime/local-runtime.js';
import { compileSchema } from '../schema/index.js';
import { defined } from '../support/defined.js';
import { own } from '../support/own.js';
import { SluiceError } from '../support/sluice-error.js';
import { readConfigured, type LoadedConfiguration } from './configuration.js';

/**
 * Settings by stage name: those of `sluice.json`, and over them, for the stages of `names`, those of a file.
 *
 * @throws {SluiceError} configuration-missing, configuration-invalid
 */
export function stageSettings(
  { values: { stages = {} } }: LoadedConfiguration,
  names: readonly string[],
  file: string | undefined,
  cwd: string,
): NonNullable<RuntimeOptions['stages']> {
  const configured = Object.fromEntries(
    Object.entries(stages).map(([name, { variables, cacheClusterEnabled: enabled, methodSettings = {} }]) => [
      name,
      {
        ...defined({ variables }),
        ...(enabled !== undefined && { cacheCluster: { enabled } }),
        methodSettings: readMethodSettings(methodSettings),
      },
    ]),
  );
  if (file === undefined) return configured;
  const settings = loadMethodSettings(resolve(cwd, file));
  const over = names.map((name) => {
    const known = own(configured, name);
    return [name, { ...known, methodSettings: [...(known?.methodSettings ?? []), ...settings] }] as const;
  });
  return { ...configured, ...Object.fromEntries(over) };
}

/** JSON or YAML, as below a stage of `sluice.json`. */
function loadMethodSettings(file: string): readonly MethodSettings[] {
  const { value } = parseJsonOrYaml(readConfigured(file, 'the stage settings'), file);
  const { definitions } = schema;
  const [first] = compileSchema({ ...definitions.methodSettings, definitions }, {}).validate(value);
  if (first !== undefined) {
    throw new SluiceError('configuration-invalid', `Cannot use the stage settings: ${first.message}`, { place: file });
  }
  return readMethodSettings(value as Readonly<Record<string, ConfiguredMethodSettings>>);
}
