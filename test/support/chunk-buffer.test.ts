import { describe, expect, test } from 'vitest';
import { ChunkBuffer } from '../../lib/support/chunk-buffer.js';

describe('ChunkBuffer', () => {
  test.each<[what: string, chunks: readonly string[]]>([
    ['nothing', []],
    ['one chunk', ['abc']],
    ['chunks of all sizes', ['a', '', 'bcd', 'e'.repeat(5_000), 'f']],
    [
      'small and large in turn',
      ['a', 'b'.repeat(4_096), 'c', 'd'.repeat(70_000), 'e'.repeat(4_095), 'f'.repeat(4_095)],
    ],
    ['small ones over several blocks', Array.from({ length: 9 }, (_, index) => String(index).repeat(4_000))],
    ['a million of one byte', Array.from({ length: 1_000_000 }, (_, index) => String(index % 10))],
  ])('joins %s', (_what, chunks) => {
    const buffer = new ChunkBuffer();
    for (const chunk of chunks) buffer.add(Buffer.from(chunk));
    expect(buffer.length).toBe(chunks.join('').length);
    expect(buffer.take().toString() === chunks.join('')).toBe(true);
  });

  test('keeps the chunks of others as they are', () => {
    const first = Buffer.from('ab');
    const buffer = new ChunkBuffer();
    for (const chunk of [first.subarray(0, 1), Buffer.from('c')]) buffer.add(chunk);
    expect([buffer.take().toString(), first.toString()]).toEqual(['ac', 'ab']);
  });
});
