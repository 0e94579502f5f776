import { EventTemplate, LastOfEach } from '../../lib/runtime/event-template.js';

export interface EventInput {
  readonly path: string;
  readonly lists: Readonly<Record<string, readonly string[]>> | null;
}

interface TestEvent {
  readonly version: string;
  readonly lasts: Readonly<Record<string, string>> | null;
  readonly lists: Readonly<Record<string, readonly string[]>> | null;
  readonly context: { readonly path: string; readonly identity: { readonly user: string | null; readonly ip: string } };
  readonly last: boolean;
}

/** With every kind of member, the last values in front of what they are taken from. */
export const TEMPLATE = new EventTemplate<TestEvent, EventInput>({
  version: '1.0',
  lasts: new LastOfEach('lists'),
  lists: ({ lists }) => (lists === null ? null : copyOf(lists)),
  context: { path: ({ path }) => path, identity: { user: null, ip: ({ path }) => `${path.length}.0.0.1` } },
  last: false,
});

/** The same event, said otherwise. */
export function eventFor({ path, lists }: EventInput): TestEvent {
  return {
    version: '1.0',
    lasts: lists && Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? ''])),
    lists,
    context: { path, identity: { user: null, ip: `${path.length}.0.0.1` } },
    last: false,
  };
}

/** With a member `__proto__`, which `structuredClone` takes for another thing. */
function copyOf(lists: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return JSON.parse(JSON.stringify(lists)) as Record<string, readonly string[]>;
}
