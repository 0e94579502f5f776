import { JavaList } from '../../support/java/collections.js';
import { JavaThrowable } from '../../support/java/throwable.js';

/** `subList`: a part of a list. What is done to the part is done to the list. */
export class JavaSubList extends JavaList {
  private expected: number;

  constructor(
    readonly parent: JavaList,
    readonly from: number,
    to: number,
  ) {
    super(parent.items.slice(from, to));
    this.expected = parent.modifications - this.modifications;
  }

  /**
   * Takes over what the list's items became.
   *
   * @throws {JavaThrowable} ConcurrentModificationException if the list gained or lost items by another way
   */
  refresh(): void {
    if (this.parent instanceof JavaSubList) this.parent.refresh();
    if (this.parent.modifications - this.modifications !== this.expected) {
      throw new JavaThrowable('ConcurrentModificationException', 'the list changed after its part was taken');
    }
    const { length } = this.items;
    for (let i = 0; i < length; i++) this.items[i] = this.parent.items[this.from + i] ?? null;
  }
}
