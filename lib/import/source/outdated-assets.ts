import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What this process knows of one output folder. */
interface Assets {
  /** Those that it had synthesized, and that are still there. */
  readonly made: Set<string>;
  /** Those that the assembly before names. */
  named: ReadonlySet<string>;
}

const assetsOf = new Map<string, Assets>();

/**
 * Deletes code that an app was synthesized with while it was edited: assets that this process made and that neither this
 * assembly names nor the one before, whose functions may still run.
 *
 * @param before - the assets that were there before the app was synthesized
 */
export function removeOutdatedAssets(folder: string, before: ReadonlySet<string>): void {
  const assets = assetsOf.get(folder) ?? { made: new Set(), named: new Set() };
  assetsOf.set(folder, assets);
  for (const name of listAssets(folder)) if (!before.has(name)) assets.made.add(name);
  const named = namedAssets(folder);
  for (const name of assets.made) {
    if (named.has(name) || assets.named.has(name)) continue;
    rmSync(join(folder, name), { recursive: true, force: true });
    assets.made.delete(name);
  }
  assets.named = named;
}

/** The files and folders of an output folder that are assets. */
export function listAssets(folder: string): ReadonlySet<string> {
  return new Set(existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('asset.')) : []);
}

/** Those that a manifest of the folder or of an assembly in it names. */
function namedAssets(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder);
  const own = names
    .filter((name) => name.endsWith('.assets.json'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/asset\.\w+(?:\.\w+)*/g) ?? []);
  const nested = names.filter((name) => name.startsWith('assembly-'));
  return new Set([...own, ...nested.flatMap((name) => [...namedAssets(join(folder, name))])]);
}
