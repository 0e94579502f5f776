import type { Value } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { call, textOf } from './expression.js';
import { statement } from './statement.js';
import type { ValueWriter } from './value-writer.js';
import type { Section } from './written-api.js';

type Tags = Readonly<Record<string, Value<string>>>;

/** An API with the tags of its stages. */
export interface TaggedApi {
  readonly tags?: Tags;
  readonly stages: readonly { readonly tags?: Tags }[];
}

/** Whether the tags of an API are tags of each of its stages too, as those of a construct are. */
export function shareTags({ tags = {}, stages }: TaggedApi): boolean {
  const all = Object.entries(tags);
  return (
    all.length > 0 &&
    stages.length > 0 &&
    stages.every((stage) => all.every(([key, value]) => canonicalJson(stage.tags?.[key]) === canonicalJson(value)))
  );
}

/** Tags of the API's resource alone. */
export function ownTags(
  api: TaggedApi,
  resourceClass: string,
  module: string,
  writer: ValueWriter,
): readonly Section[] {
  const tags = Object.entries(api.tags ?? {});
  if (tags.length === 0 || shareTags(api)) return [];
  writer.imports.useType(resourceClass, module);
  return [
    {
      comment: 'Tags of the API, and not of its stages.',
      statements: [
        { kind: 'code', code: `const resource = api.node.defaultChild as ${resourceClass};` },
        ...tags.map(([key, value]) => statement(call('resource.tags.setTag', textOf(key), writer.value(value)))),
      ],
    },
  ];
}
