import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameWatch } from '../../../lib/runtime/server/frame-watch.js';
import { frameBytes, OPCODE } from '../../support/websocket-bytes.js';

/** The code with which bytes in these chunks end the connection; undefined: they do not. */
function codeOf(chunks: readonly Buffer[]): number | undefined {
  const watch = new FrameWatch();
  for (const chunk of chunks) {
    const close = watch.take(chunk);
    if (close !== undefined) return close.code;
  }
  return undefined;
}

function cut(bytes: Buffer, size: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

describe('FrameWatch', () => {
  test.each<[length: number, code: number | undefined]>([
    [0, undefined],
    [125, undefined],
    [126, undefined],
    [32_768, undefined],
    [32_769, 1009],
    [65_536, 1009],
    [2 ** 40, 1009],
  ])('a frame whose header says %i bytes: %s', (length, code) => {
    expect(codeOf([frameBytes(OPCODE.text, '', { length })])).toBe(code);
  });

  test('takes a frame of the largest size after others, wherever the bytes are cut', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 8 });
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.integer({ min: 1, max: 500 }), (lengths, isMasked, size) => {
        const before = lengths.map((length) => frameBytes(OPCODE.text, Buffer.alloc(length), { isMasked }));
        const largest = frameBytes(OPCODE.text, Buffer.alloc(32_768), { isMasked });
        const tooLarge = frameBytes(OPCODE.text, '', { isMasked, length: 32_769 });
        expect(codeOf(cut(Buffer.concat([...before, largest]), size))).toBeUndefined();
        expect(codeOf(cut(Buffer.concat([...before, largest, tooLarge]), size))).toBe(1009);
      }),
      { numRuns: 50 },
    );
  });

  test('a message that is spread over a megabyte of control frames has an end', () => {
    const first = frameBytes(OPCODE.text, 'a', { isFinal: false });
    const chunk = Buffer.concat([
      frameBytes(OPCODE.continuation, 'a', { isFinal: false }),
      ...Array<Buffer>(400).fill(frameBytes(OPCODE.pong, Buffer.alloc(125))),
    ]);
    expect(codeOf([first, ...Array<Buffer>(19).fill(chunk)])).toBeUndefined();
    expect(codeOf([first, ...Array<Buffer>(21).fill(chunk)])).toBe(1008);
    expect(codeOf(Array<Buffer>(100).fill(frameBytes(OPCODE.text, Buffer.alloc(20_000))))).toBeUndefined();
  });
});
