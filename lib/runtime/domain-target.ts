import type { Api, ApiCollection } from '../model/api.js';
import { isDeployTime, knownText, type Value } from '../model/value.js';

/** The API that a mapping or routing rule of a domain leads to; undefined where that is not known. */
export function findTarget(api: Value<string>, { apis }: ApiCollection): Api | undefined {
  return apis.find(({ id }) => refersTo(api, id));
}

/** A `Ref` of the API, or its id in plain text. */
export function refersTo(value: Value<string>, id: string): boolean {
  if (!isDeployTime(value)) return value === id;
  const [part] = value.parts;
  return value.parts.length === 1 && typeof part === 'object' && part.kind === 'reference' && part.logicalId === id;
}

/** A stage is named in plain text, or by a `Ref` of the stage where the API has one only. */
export function targetStage(value: Value<string>, api: Api | undefined): string | undefined {
  const [only, ...others] = api?.stages ?? [];
  return knownText(value) ?? (others.length === 0 ? only?.name : undefined);
}
