import type { Document } from '../../model/index.js';
import type { TemplateParameter } from './parameters.js';

/** What has been named so far: every logical id stands for one thing. */
export class TemplateScope {
  readonly resources: Record<string, Document> = {};
  readonly outputs: Record<string, Document> = {};
  readonly parameters: Record<string, TemplateParameter> = {};
  readonly conditions: Record<string, Document> = {};
  readonly own = new Set<string>();

  /** The id, with a number behind it when it is taken. */
  claim(id: string): string {
    let claimed = id;
    for (let number = 2; this.own.has(claimed); number++) claimed = id + String(number);
    this.own.add(claimed);
    return claimed;
  }
}

/** Plain data of the model's types; members that are undefined are left out. */
export function asDocument(properties: object): Readonly<Record<string, Document>> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, member]) => member !== undefined) as [string, Document][],
  );
}
