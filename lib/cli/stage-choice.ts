import type { ServedApi } from '../runtime/served-api.js';
import type { Output } from './output.js';

/** Reports which stage of which API a command asks, where a source has several. */
export function tellChoice(apis: readonly ServedApi[], output: Output): void {
  const choices = apis.flatMap(({ id, stages }) => stages.map(({ name }) => `${id}, stage ${name}`));
  const [chosen, ...others] = choices;
  if (chosen === undefined || others.length === 0) return;
  output.log(`Asking ${chosen}; with --api and --stage also ${others.join('; ')}`);
}
