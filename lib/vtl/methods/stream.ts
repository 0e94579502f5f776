import { JavaList, JavaObject, type JavaValue } from '../../support/java/collections.js';
import { JavaLong } from '../../support/java/numbers.js';
import { JavaArray, iteratorOf } from '../../support/java/objects.js';
import { JavaThrowable } from '../../support/java/throwable.js';
import { method, type MethodRow } from './method-table.js';
import { long } from './parameter-types.js';

/** `java.util.stream.Stream`, as far as it goes without functions, which a template cannot write. */
export class JavaStream extends JavaObject {
  readonly className = 'java.util.stream.ReferencePipeline$Head';
  private left: readonly JavaValue[] | undefined;

  constructor(items: readonly JavaValue[]) {
    super();
    this.left = items;
  }

  /** A stream is read once. */
  take(): readonly JavaValue[] {
    if (this.left === undefined) {
      throw new JavaThrowable('IllegalStateException', 'stream has already been operated upon or closed');
    }
    const items = this.left;
    this.left = undefined;
    return items;
  }

  override toString(): string {
    return `${this.className}@0`;
  }
}

export const STREAM_METHODS: readonly MethodRow[] = [
  method('count', [], (stream: JavaStream) => new JavaLong(BigInt(stream.take().length))),
  method('toArray', [], (stream: JavaStream) => new JavaArray([...stream.take()], '[Ljava.lang.Object;')),
  method('toList', [], (stream: JavaStream) => new JavaList([...stream.take()])),
  method('iterator', [], (stream: JavaStream) => iteratorOf(stream.take())),
  method('limit', [long], (stream: JavaStream, [count]) => new JavaStream(stream.take().slice(0, countOf(count)))),
  method('skip', [long], (stream: JavaStream, [count]) => new JavaStream(stream.take().slice(countOf(count)))),
];

function countOf(count: bigint): number {
  if (count < 0n) throw new JavaThrowable('IllegalArgumentException', String(count));
  return Number(count);
}
