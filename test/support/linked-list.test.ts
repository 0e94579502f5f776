import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Linked, LinkedList } from '../../lib/support/linked-list.js';

class Item extends Linked {
  constructor(readonly name: number) {
    super();
  }
}

test('a LinkedList has what a Set would have, in the same order', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ item: fc.nat(7), adds: fc.boolean() }), { maxLength: 60 }), (steps) => {
      const items = Array.from({ length: 8 }, (_, index) => new Item(index));
      const list = new LinkedList<Item>();
      const set = new Set<Item>();
      for (const { item, adds } of steps) {
        const member = items[item];
        if (member === undefined) continue;
        if (!adds) expect(list.remove(member)).toBe(set.delete(member));
        else if (!member.isLinked) {
          list.add(member);
          set.add(member);
        }
        expect(list.list()).toEqual([...set]);
        expect(list.isEmpty).toBe(set.size === 0);
      }
      for (const member of items) {
        if (set.has(member)) continue;
        expect([member.previous, member.next]).toEqual([undefined, undefined]);
      }
    }),
  );
});
