/**
 * Values by key, each kept for a time and all within a bound of bytes: beyond it the least recently used are dropped.
 *
 * Documented: an entry may vanish at any time (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html).
 */
export class CacheCluster<Value> {
  /** The least recently used first. */
  private readonly entries = new Map<string, Entry<Value>>();
  private bytes = 0;

  constructor(private readonly capacityBytes: number) {}

  /** Of the entries with their keys; never more than the capacity. */
  get usedBytes(): number {
    return this.bytes;
  }

  get(key: string, nowMs: number): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAtMs <= nowMs) {
      this.remove(key, entry);
      return undefined;
    }
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /**
   * Replaces an entry.
   *
   * @param valueBytes the memory that the value takes
   */
  keep(key: string, value: Value, valueBytes: number, expiresAtMs: number): void {
    const replaced = this.entries.get(key);
    if (replaced !== undefined) this.remove(key, replaced);
    const bytes = valueBytes + 2 * key.length + ENTRY_BYTES;
    if (bytes > this.capacityBytes) return;
    for (const [oldest, entry] of this.entries) {
      if (this.bytes + bytes <= this.capacityBytes) break;
      this.remove(oldest, entry);
    }
    this.entries.set(key, { value, bytes, expiresAtMs });
    this.bytes += bytes;
  }

  flush(): void {
    this.entries.clear();
    this.bytes = 0;
  }

  private remove(key: string, { bytes }: Entry<Value>): void {
    this.entries.delete(key);
    this.bytes -= bytes;
  }
}

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** Roughly what an entry takes beside its key and its value. */
const ENTRY_BYTES = 200;
