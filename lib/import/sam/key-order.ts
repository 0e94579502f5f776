import { hashText, type Hash64 } from './key-hash.js';

const SMALLEST_TABLE = 8;
const LARGE_TABLE_KEYS = 50_000;
const DELETED = Symbol('deleted');

/**
 * The order in which Python 2.7 walks the keys of a dictionary: the order of the slots of its hash table.
 *
 * The SAM translator still keeps this order for everything that can reach a REST API's definition, since the logical ids
 * of deployments hash the printed definition. The order depends on the history (insertions, deletions, growth, copies),
 * so this class follows each step of the table.
 *
 * Observed: aws/serverless-application-model at 7000d0a, deployment ids of its expected outputs.
 */
export class KeyOrder {
  #slots: (string | typeof DELETED | undefined)[] = new Array<undefined>(SMALLEST_TABLE).fill(undefined);
  #used = 0;
  #filled = 0;

  keys(): string[] {
    return this.#slots.filter((slot) => typeof slot === 'string');
  }

  add(key: string): void {
    const usedBefore = this.#used;
    const index = this.#find(key);
    const slot = this.#slots[index];
    if (slot === undefined) {
      this.#used++;
      this.#filled++;
    } else if (slot === DELETED) this.#used++;
    this.#slots[index] = key;
    if (this.#used > usedBefore && this.#filled * 3 >= this.#slots.length * 2)
      this.#resize(this.#used * (this.#used > LARGE_TABLE_KEYS ? 2 : 4));
  }

  remove(key: string): void {
    const index = this.#find(key);
    if (typeof this.#slots[index] !== 'string') return;
    this.#slots[index] = DELETED;
    this.#used--;
  }

  /** Adds many keys at once; unlike single additions this grows the table beforehand. */
  merge(keys: readonly string[]): void {
    if (keys.length === 0) return;
    if ((this.#filled + keys.length) * 3 >= this.#slots.length * 2) this.#resize((this.#used + keys.length) * 2);
    for (const key of keys) this.add(key);
  }

  #resize(atLeast: number): void {
    let size = SMALLEST_TABLE;
    while (size <= atLeast) size *= 2;
    const keys = this.keys();
    this.#slots = new Array<undefined>(size).fill(undefined);
    this.#used = 0;
    this.#filled = 0;
    for (const key of keys) this.add(key);
  }

  /** The slot of a key, or the one that it would get: open addressing, perturbed by the upper bits of the hash. */
  #find(key: string): number {
    const mask = this.#slots.length - 1;
    const hash = hashText(key);
    let index = hash.low & mask;
    let free = this.#slots[index] === DELETED ? index : undefined;
    let walker = index;
    let perturb: Hash64 = hash;
    for (let slot = this.#slots[index]; slot !== undefined && slot !== key; slot = this.#slots[index]) {
      walker = (Math.imul(walker, 5) + perturb.low + 1) | 0;
      index = walker & mask;
      const next = this.#slots[index];
      if (next === undefined) return free ?? index;
      if (next === DELETED) free ??= index;
      perturb = { high: perturb.high >>> 5, low: ((perturb.low >>> 5) | (perturb.high << 27)) >>> 0 };
    }
    return index;
  }
}
