import { defined } from '../support/defined.js';

/** What `inner` says, and what `outer` says where `inner` says nothing: member by member, nothing deeper. */
export function mergeDefaults<Outer extends object, Inner extends object>(outer: Outer, inner: Inner): Outer & Inner {
  return { ...outer, ...defined(inner) } as Outer & Inner;
}
