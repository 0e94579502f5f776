import { JavaList, JavaMap, JavaObject, type JavaValue } from '../../support/java/collections.js';
import { hashMapOrder } from '../../support/java/equality.js';
import { printJava } from '../../support/java/text.js';
import { own } from '../../support/own.js';
import { JavaBigDecimal, JavaDouble, JavaLong, integerOf } from '../../support/java/numbers.js';

/** Values as JSON has them; values of Java are taken as they are. */
export type ContextValue = JavaValue | undefined | readonly ContextValue[] | { readonly [name: string]: ContextValue };

export type ContextRecord = Readonly<Record<string, ContextValue>>;

/** `hash-map`: the order in which Java goes through `$context` on AWS. `given`: the order of the record. */
export type ContextOrder = 'hash-map' | 'given';

/**
 * `$context` of one request: what the phases know of it, and the overrides that templates set. It lives as long as the
 * request, so that the response's template finds what the request's template left.
 *
 * Observed: a map below `$context` prints nothing; keys have the order of a Java HashMap (docs/aws/vtl.md section 3).
 */
export class TemplateContext {
  /** @param variables the live map */
  private constructor(readonly variables: JavaMap) {}

  /** All of `$context`, whatever a template does with it. */
  static complete(context: ContextRecord | JavaMap, order: ContextOrder = 'hash-map'): TemplateContext {
    const entries: ContextEntry[] =
      context instanceof JavaMap
        ? [...context.entries].map(([name, value]) => [printJava(name), value])
        : Object.entries(context);
    return new TemplateContext(
      new JavaMap(
        toEntries([...entries.filter(([name]) => !OVERRIDES.has(name)), ...Object.entries(NO_OVERRIDES)], order),
      ),
    );
  }

  /**
   * For templates that can read no members but those that they name: the others are not made, and nobody sees in which
   * order members are.
   */
  static partial(context: ContextRecord, names: ReadonlySet<string>): TemplateContext {
    const entries = new Map<JavaValue, JavaValue>();
    for (const name of names) {
      const value = own(OVERRIDES.has(name) ? NO_OVERRIDES : context, name);
      if (value !== undefined) entries.set(name, toJava(value, 'hash-map'));
    }
    return new TemplateContext(new JavaMap(entries));
  }

  /** A map as it is: without overrides, for APIs that have none. */
  static of(variables: JavaMap): TemplateContext {
    return new TemplateContext(variables);
  }

  get requestOverride(): JavaValue {
    return this.variables.entries.get('requestOverride') ?? null;
  }

  get responseOverride(): JavaValue {
    return this.variables.entries.get('responseOverride') ?? null;
  }
}

type ContextEntry = readonly [name: string, value: ContextValue];

const NO_OVERRIDES: ContextRecord = {
  requestOverride: { path: {}, header: {}, querystring: {} },
  responseOverride: { header: {} },
};
const OVERRIDES: ReadonlySet<string> = new Set(Object.keys(NO_OVERRIDES));

function toEntries(entries: readonly ContextEntry[], order: ContextOrder): Map<JavaValue, JavaValue> {
  const values = new Map(entries.filter(([, value]) => value !== undefined));
  const names = [...values.keys()];
  const ordered = order === 'hash-map' ? hashMapOrder(names) : names;
  return new Map(ordered.map((name) => [name, toJava(values.get(name), order)]));
}

/** Maps print nothing; all else is what JSON makes of it. */
function toJava(value: ContextValue, order: ContextOrder): JavaValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? integerOf(BigInt(value)) : new JavaDouble(value);
  }
  if (typeof value !== 'object') return value;
  if (value instanceof JavaMap) {
    const entries = [...value.entries].map(([name, item]): ContextEntry => [printJava(name), item]);
    return new JavaMap(toEntries(entries, order), '');
  }
  if (isJavaObject(value)) return value;
  if (isList(value)) {
    const items = value.map((item) => toJava(item, order));
    return new JavaList(items, 'json');
  }
  return new JavaMap(toEntries(Object.entries(value), order), '');
}

function isJavaObject(value: object): value is Exclude<JavaValue, string | number | bigint | boolean | null> {
  return [JavaList, JavaLong, JavaDouble, JavaBigDecimal, JavaObject].some((type) => value instanceof type);
}

function isList(value: object): value is readonly ContextValue[] {
  return Array.isArray(value);
}
