import type { Value } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';

type Tags = Readonly<Record<string, Value<string>>>;

/** Whether the tags of an API are tags of each of its stages too, as those of a construct are. */
export function shareTags({
  tags = {},
  stages,
}: {
  readonly tags?: Tags;
  readonly stages: readonly { readonly tags?: Tags }[];
}): boolean {
  const all = Object.entries(tags);
  return (
    all.length > 0 &&
    stages.length > 0 &&
    stages.every((stage) => all.every(([key, value]) => canonicalJson(stage.tags?.[key]) === canonicalJson(value)))
  );
}
