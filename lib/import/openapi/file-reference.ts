/**
 * The path of a file that a document names, relative to the document that is read: `schemas/pet.yaml` names
 * `./owner.yaml`, which is `schemas/owner.yaml`. Whether a path may be read is for whoever reads it to say.
 */
export function resolveFile(path: string, from: string | undefined): string {
  if (/^(?:[a-z][a-z\d+.-]*:|\/)/i.test(path)) return path;
  const steps = [...(from?.split('/').slice(0, -1) ?? []), ...path.split('/')];
  const resolved: string[] = [];
  for (const step of steps) {
    if (step === '' || step === '.') continue;
    if (step === '..' && resolved.length > 0 && resolved.at(-1) !== '..') resolved.pop();
    else resolved.push(step);
  }
  return resolved.join('/');
}
