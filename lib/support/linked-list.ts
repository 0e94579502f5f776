/** What a list is made of; outside of one it leads nowhere. */
export abstract class Linked {
  /** For the list alone. */
  previous: this | undefined;
  /** For the list alone. */
  next: this | undefined;
  /** Whether it is in a list. */
  isLinked = false;
}

/**
 * Members in the order in which they came, each in one list at a time.
 *
 * For what comes and goes with each request, where a `Set` is too dear: the tables that it outgrows keep its former
 * members, and with them whole requests, alive until the next full garbage collection.
 */
export class LinkedList<T extends Linked> {
  private first: T | undefined;
  private last: T | undefined;

  get isEmpty(): boolean {
    return this.first === undefined;
  }

  add(member: T): void {
    member.isLinked = true;
    member.previous = this.last;
    if (this.last === undefined) this.first = member;
    else this.last.next = member;
    this.last = member;
  }

  /** @returns whether it was there */
  remove(member: T): boolean {
    if (!member.isLinked) return false;
    const { previous, next } = member;
    if (previous === undefined) this.first = next;
    else previous.next = next;
    if (next === undefined) this.last = previous;
    else next.previous = previous;
    member.previous = undefined;
    member.next = undefined;
    member.isLinked = false;
    return true;
  }

  /** The members as they are now. */
  list(): readonly T[] {
    const members: T[] = [];
    for (let member = this.first; member !== undefined; member = member.next) members.push(member);
    return members;
  }
}
