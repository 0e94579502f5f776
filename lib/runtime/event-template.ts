/**
 * An event for a function as a definition decides it: a member is fixed, or a function that makes it of what is known of
 * a request, or the last values of another member's lists, or an object of such members.
 */
export type EventShape<Event, Input> = {
  readonly [Name in keyof Event]: EventMember<Event[Name], Input>;
};

type EventMember<Value, Input> =
  Value | ((input: Input) => Value) | LastOfEach | (Value extends object ? EventShape<Value, Input> : never);

/** The last value of each list of another member of the same object; null where that is null. */
export class LastOfEach {
  constructor(readonly lists: string) {}
}

/** What is the same in all events of a shape, and where the rest belongs; plain data, since it is sent to workers. */
export interface EventForm {
  /** The event first, then the objects in it. */
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  /** Where each object but the first belongs. */
  readonly nested: readonly (Place & { readonly child: number })[];
  /** Where each value belongs. */
  readonly gaps: readonly Place[];
  readonly lasts: readonly (Place & LastOfEach)[];
}

interface Place {
  /** Of the object, in the form's list. */
  readonly parent: number;
  readonly name: string;
}

/**
 * A compiled shape. Most of an event's JSON is the same for all requests or said twice: a function's worker gets the form
 * once, and with each event the values alone (bench scenario lambda-thread).
 */
export class EventTemplate<Event extends object, Input> {
  private readonly objects: Record<string, unknown>[] = [];
  private readonly nested: EventForm['nested'][number][] = [];
  private readonly gaps: Place[] = [];
  private readonly lasts: EventForm['lasts'][number][] = [];
  private readonly readers: ((input: Input) => unknown)[] = [];
  private readonly form: EventForm;

  constructor(shape: EventShape<Event, Input>) {
    this.add(shape);
    const { objects, nested, gaps, lasts } = this;
    this.form = { objects, nested, gaps, lasts };
  }

  eventOf(input: Input): EventParts {
    return new EventParts(
      this.form,
      this.readers.map((read) => read(input)),
    );
  }

  private add(shape: object): number {
    const object: Record<string, unknown> = {};
    const parent = this.objects.push(object) - 1;
    for (const [name, member] of Object.entries(shape) as [string, unknown][]) {
      object[name] = null; // Its place in the order.
      if (typeof member === 'function') {
        this.gaps.push({ parent, name });
        this.readers.push(member as (input: Input) => unknown);
      } else if (member instanceof LastOfEach) {
        this.lasts.push({ parent, name, lists: member.lists });
      } else if (typeof member === 'object' && member !== null) {
        this.nested.push({ parent, name, child: this.add(member) });
      } else {
        object[name] = member;
      }
    }
    return parent;
  }
}

/** One event, not put together yet. */
export class EventParts {
  private text: string | undefined;

  constructor(
    readonly form: EventForm,
    private readonly values: readonly unknown[],
  ) {}

  /** The JSON list of the values. */
  valuesText(): string {
    return (this.text ??= JSON.stringify(this.values));
  }

  hasValuesText(): boolean {
    return this.text !== undefined;
  }

  /** Puts it together. `worker.cjs`, which can load no TypeScript, does the same. */
  build(): unknown {
    const { objects, nested, gaps, lasts } = this.form;
    const copies = objects.map((object): Record<string, unknown> => ({ ...object }));
    for (const { parent, name, child } of nested) setMember(copies[parent], name, copies[child]);
    gaps.forEach(({ parent, name }, index) => setMember(copies[parent], name, this.values[index]));
    for (const { parent, name, lists } of lasts) setMember(copies[parent], name, lastOfEach(copies[parent]?.[lists]));
    return copies[0];
  }
}

function setMember(object: Record<string, unknown> | undefined, name: string, value: unknown): void {
  if (object !== undefined) object[name] = value;
}

function lastOfEach(lists: unknown): unknown {
  if (lists === null) return null;
  // A copy has all names already, so that none is taken for another thing than a name.
  const last = { ...(lists as Record<string, unknown>) };
  for (const name of Object.keys(last)) last[name] = (last[name] as readonly unknown[]).at(-1);
  return last;
}
