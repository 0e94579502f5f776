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
  /** The event first; each other one behind the one that it belongs into. */
  readonly objects: readonly ObjectForm[];
}

interface ObjectForm {
  /** All members in their order; null are those that are not fixed. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** The members that the next values are for. */
  readonly gaps: readonly string[];
  readonly lasts: readonly { readonly name: string; readonly lists: string }[];
  /** The number of the object that this one is a member of. */
  readonly place?: { readonly object: number; readonly name: string };
}

/**
 * A compiled shape. Most of an event's JSON is the same for all requests or said twice: a function's worker gets the form
 * once, and with each event the values alone (bench scenario lambda-thread).
 */
export class EventTemplate<Event extends object, Input> {
  private readonly form: EventForm;
  /** What makes the values, in the order of the gaps. */
  private readonly readers: readonly ((input: Input) => unknown)[];

  constructor(shape: EventShape<Event, Input>) {
    const parts: ShapePart[] = [{ shape }];
    const objects: ObjectForm[] = [];
    const readers: ((input: Input) => unknown)[] = [];
    for (const [object, { shape: members, place }] of parts.entries()) {
      const fixed: Record<string, unknown> = {};
      const gaps: string[] = [];
      const lasts: ObjectForm['lasts'][number][] = [];
      for (const [name, member] of Object.entries(members) as [string, unknown][]) {
        fixed[name] = null;
        if (typeof member === 'function') {
          gaps.push(name);
          readers.push(member as (input: Input) => unknown);
        } else if (member instanceof LastOfEach) lasts.push({ name, lists: member.lists });
        else if (typeof member === 'object' && member !== null) parts.push({ shape: member, place: { object, name } });
        else fixed[name] = member;
      }
      objects.push({ fixed, gaps, lasts, ...(place !== undefined && { place }) });
    }
    this.form = { objects };
    this.readers = readers;
  }

  eventOf(input: Input): EventParts {
    return new TemplateEvent(this.form, this.readers, input);
  }
}

interface ShapePart {
  readonly shape: object;
  readonly place?: ObjectForm['place'];
}

/** One event, not put together yet. */
export interface EventParts {
  readonly form: EventForm;
  /** The JSON list of the values, in the order of the gaps. */
  valuesText(): string;
  /** Whether `valuesText()` costs nothing. */
  hasValuesText(): boolean;
  /** The event itself, anew each time. */
  build(): unknown;
}

class TemplateEvent<Input> implements EventParts {
  private text: string | undefined;

  constructor(
    readonly form: EventForm,
    private readonly readers: readonly ((input: Input) => unknown)[],
    private readonly input: Input,
  ) {}

  valuesText(): string {
    return (this.text ??= JSON.stringify(this.readers.map((read) => read(this.input))));
  }

  hasValuesText(): boolean {
    return this.text !== undefined;
  }

  /** `worker.cjs`, which can load no TypeScript, does the same with values. */
  build(): unknown {
    const { form, readers, input } = this;
    const built: Record<string, unknown>[] = [];
    let next = 0;
    for (const { fixed, gaps, lasts, place } of form.objects) {
      const object = { ...fixed };
      for (const name of gaps) object[name] = readers[next++]?.(input);
      for (const { name, lists } of lasts) object[name] = lastOfEach(object[lists]);
      const parent = place && built[place.object];
      if (place !== undefined && parent !== undefined) parent[place.name] = object;
      built.push(object);
    }
    return built[0];
  }
}

function lastOfEach(lists: unknown): unknown {
  if (lists === null) return null;
  // A copy has all names already, so that none is taken for another thing than a name.
  const last = { ...(lists as Record<string, unknown>) };
  for (const name of Object.keys(last)) last[name] = (last[name] as readonly unknown[]).at(-1);
  return last;
}
