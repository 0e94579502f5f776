import type { SynthesizedTemplate } from './synthesize.js';

/** A circle of resources that refer to each other, found as CloudFormation does: by the template alone. */
export function circleIn({ Resources }: SynthesizedTemplate): readonly string[] | undefined {
  const ids = Object.keys(Resources);
  const refersTo = (id: string): readonly string[] => {
    const text = JSON.stringify(Resources[id]);
    return ids.filter((other) => other !== id && new RegExp(`["{]${other}[".}]`).test(text));
  };
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(id)) return [...path, id];
    for (const next of refersTo(id)) {
      const circle = visit(next, [...path, id]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return ids.map((id) => visit(id, [])).find((circle) => circle !== undefined);
}
