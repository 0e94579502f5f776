import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackZip } from '../../../lib/runtime/lambda/zip.js';
import { answerOf, lambdaFunction, startLambdas } from './local-lambdas.js';

interface Entry {
  readonly name: string;
  readonly content: string;
  readonly mode?: number;
  readonly isStored?: boolean;
  /** What the directory says of the unpacked size, where that is a lie. */
  readonly claimedBytes?: number;
  readonly method?: number;
  readonly flags?: number;
}

const link = 0o120777;

/** A zip archive as any packer writes it. */
function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644, isStored = false, claimedBytes, method, flags = 0 } of entries) {
    const data = isStored ? Buffer.from(content) : deflateRawSync(content);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method ?? (isStored ? 0 : 8), 4);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claimedBytes ?? Buffer.byteLength(content), 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directoryBytes, end]);
}

let temporary = '';

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'sluice-test-'));
});

afterEach(() => {
  rmSync(temporary, { recursive: true });
});

function unpack(archive: Buffer): Promise<string> {
  writeFileSync(join(temporary, 'code.zip'), archive);
  const folder = join(temporary, 'in/folder');
  return unpackZip(join(temporary, 'code.zip'), folder).then(() => folder);
}

describe('unpackZip()', () => {
  test('unpacks files, folders, modes and links', async () => {
    const folder = await unpack(
      zipOf([
        { name: 'lib/', content: '', isStored: true },
        { name: 'lib/deep/a.txt', content: 'packed '.repeat(100) },
        { name: 'stored.txt', content: 'as it is', isStored: true },
        { name: 'empty', content: '' },
        { name: 'bootstrap', content: '#!/bin/sh', mode: 0o100755 },
        { name: 'bin/tool', content: '../lib/deep/a.txt', mode: link },
      ]),
    );
    expect(readFileSync(join(folder, 'bin/tool'), 'utf8')).toBe('packed '.repeat(100));
    expect(readlinkSync(join(folder, 'bin/tool'))).toBe('../lib/deep/a.txt');
    expect(readFileSync(join(folder, 'stored.txt'), 'utf8')).toBe('as it is');
    expect(statSync(join(folder, 'empty')).size).toBe(0);
    expect(statSync(join(folder, 'bootstrap')).mode & 0o111).toBe(0o111);
    expect(statSync(join(folder, 'stored.txt')).mode & 0o111).toBe(0);
  });

  test.each<[why: RegExp, entries: readonly Entry[]]>([
    [/the entry "\.\.\/evil" leads out of the folder/, [{ name: '../evil', content: 'x' }]],
    [/the entry "a\/\.\.\/\.\.\/evil" leads out/, [{ name: 'a/../../evil', content: 'x' }]],
    [/the entry "\/evil" leads out/, [{ name: '/evil', content: 'x' }]],
    [/the entry "\.\.\\evil" leads out/, [{ name: '..\\evil', content: 'x' }]],
    [/the entry "\.\.\/folder-evil\/x" leads out/, [{ name: '../folder-evil/x', content: 'x' }]],
    [/the link "l" leads out/, [{ name: 'l', content: '../../evil', mode: link }]],
    [/the link "l" leads out/, [{ name: 'l', content: '/etc', mode: link }]],
    [
      /the link "a\/l\/evil" leads out/,
      [
        { name: 'deep/er/x', content: 'x' },
        { name: 'a/l', content: '../deep/er', mode: link },
        { name: 'a/l/evil', content: '../../../evil', mode: link },
      ],
    ],
    [/"bomb" is damaged/, [{ name: 'bomb', content: '0'.repeat(1_000_000), claimedBytes: 10 }]],
    [/its files are larger/, [{ name: 'bomb', content: 'x', claimedBytes: 300 * 1024 * 1024 }]],
    [/"a" is encrypted/, [{ name: 'a', content: 'x', flags: 1 }]],
    [/"a" is packed in a way \(12\)/, [{ name: 'a', content: 'x', method: 12 }]],
  ])('refuses: %s', async (why, entries) => {
    await expect(unpack(zipOf(entries))).rejects.toThrow(why);
    expect(existsSync(join(temporary, 'in/evil'))).toBe(false);
    expect(existsSync(join(temporary, 'evil'))).toBe(false);
  });

  test('writes nothing through a link', async () => {
    const outside = join(temporary, 'outside');
    const archive = zipOf([
      { name: 'l', content: '../../outside', mode: link },
      { name: 'l/evil', content: 'x' },
    ]);
    await expect(unpack(archive)).rejects.toThrow();
    expect(existsSync(outside)).toBe(false);
  });

  test('refuses what is no archive or cut off at any place', async () => {
    const archive = zipOf([{ name: 'a.txt', content: 'packed '.repeat(10) }]);
    await expect(unpack(Buffer.from('hello'))).rejects.toThrow('it is no zip archive');
    for (let length = 0; length < archive.length; length += 1) {
      await expect(unpack(archive.subarray(0, length))).rejects.toThrow(/^Cannot unpack ".*": /);
    }
  });

  test('is how a function with an archive runs', async () => {
    const file = join(temporary, 'code.zip');
    writeFileSync(
      file,
      zipOf([{ name: 'src/index.js', content: 'exports.handler = async () => "from the archive";' }]),
    );
    const { invoke } = startLambdas([
      lambdaFunction('src/index.handler', { name: 'good', code: { kind: 'zip', path: file } }),
      lambdaFunction('src/index.handler', { name: 'bad', code: { kind: 'zip', path: __filename } }),
    ]);
    expect(answerOf(await invoke({}, 'good'))).toBe('from the archive');
    expect(await invoke({}, 'bad')).toMatchObject({
      kind: 'refused',
      message: `Cannot unpack "${__filename}": it is no zip archive`,
    });
  });
});
