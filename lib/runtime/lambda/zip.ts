import { chmodSync, mkdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

// Lambda takes archives of at most 250 MB unpacked.
// Documented: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const UNPACKED_LIMIT_BYTES = 250 * 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const FILE_TYPE_MASK = 0o170000;
const SYMBOLIC_LINK = 0o120000;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly localOffset: number;
  /** Unix mode with the file's type; 0 where the archive was made without. */
  readonly mode: number;
}

/**
 * Unpacks a deployment package into a new folder.
 *
 * Nothing is written outside of it: names that lead out are refused, links are made after all files and only where they
 * stay inside. What is unpacked is bounded by Lambda's own limit, whatever the archive says of its size.
 *
 * Documented: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (sections 4.3.7, 4.3.12, 4.3.16)
 * @throws {Error} with a sentence for the operator when the archive is damaged, too large or leads out of the folder
 */
export async function unpackZip(file: string, folder: string): Promise<void> {
  const refuse = (why: string): never => {
    throw new Error(`Cannot unpack "${file}": ${why}`);
  };
  const stat = statSync(file);
  // A pipe would be waited for, and the gateway with it.
  if (!stat.isFile()) refuse('it is not a file');
  if (stat.size > UNPACKED_LIMIT_BYTES) refuse(`it is larger than ${UNPACKED_LIMIT_BYTES} bytes`);
  const archive = readFileSync(file);
  const entries = readEntries(archive, refuse);
  if (entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0) > UNPACKED_LIMIT_BYTES) {
    refuse(`its files are larger than ${UNPACKED_LIMIT_BYTES} bytes`);
  }
  mkdirSync(folder, { recursive: true });
  const root = realpathSync(folder);
  const links: { readonly path: string; readonly target: string }[] = [];
  for (const entry of entries) {
    const path = resolve(root, entry.name);
    const leadsOut = path !== root && !path.startsWith(root + sep);
    if (leadsOut || /[\\\0]/.test(entry.name)) refuse(`the entry "${entry.name}" leads out of the folder`);
    if (entry.name.endsWith('/')) {
      mkdirSync(path, { recursive: true });
      continue;
    }
    const content = readContent(archive, entry, refuse);
    if ((entry.mode & FILE_TYPE_MASK) === SYMBOLIC_LINK) {
      links.push({ path, target: content.toString('utf8') });
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if ((entry.mode & 0o111) !== 0) chmodSync(path, 0o755);
  }
  for (const { path, target } of links) {
    mkdirSync(dirname(path), { recursive: true });
    // An earlier link may stand for the folder: what counts is where it really is.
    const place = realpathSync(dirname(path));
    const isInside = [place, resolve(place, target)].every((at) => at === root || at.startsWith(root + sep));
    if (!isInside) refuse(`the link "${path.slice(root.length + 1)}" leads out of the folder`);
    symlinkSync(target, join(place, path.slice(dirname(path).length + 1)));
  }
}

function readEntries(archive: Buffer, refuse: (why: string) => never): ZipEntry[] {
  const end = archive.lastIndexOf(signatureBytes(END_SIGNATURE));
  if (end < 0 || end + 22 > archive.length) refuse('it is no zip archive');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) refuse('it is in Zip64 form, which holds more than Lambda takes');
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY_SIGNATURE) refuse('its directory is damaged');
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    entries.push({
      name: archive.toString('utf8', at + 46, nameEnd),
      method: archive.readUInt16LE(at + 10),
      isEncrypted: (archive.readUInt16LE(at + 8) & 1) !== 0,
      packedBytes: archive.readUInt32LE(at + 20),
      unpackedBytes: archive.readUInt32LE(at + 24),
      localOffset: archive.readUInt32LE(at + 42),
      mode: archive.readUInt32LE(at + 38) >>> 16,
    });
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function readContent(archive: Buffer, entry: ZipEntry, refuse: (why: string) => never): Buffer {
  const { name, localOffset } = entry;
  if (entry.isEncrypted) refuse(`the entry "${name}" is encrypted`);
  const isLocal = localOffset + 30 <= archive.length && archive.readUInt32LE(localOffset) === LOCAL_SIGNATURE;
  if (!isLocal) refuse(`the entry "${name}" is damaged`);
  // The local header has a name and extra fields of its own.
  const start = localOffset + 30 + archive.readUInt16LE(localOffset + 26) + archive.readUInt16LE(localOffset + 28);
  const packed = archive.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) refuse(`the entry "${name}" is cut off`);
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED)
    refuse(`the entry "${name}" is packed in a way (${entry.method}) that Lambda does not know`);
  try {
    const content = inflateRawSync(packed, { maxOutputLength: Math.max(entry.unpackedBytes, 1) });
    if (content.length === entry.unpackedBytes) return content;
  } catch {
    // Damaged or larger than it says: both end below.
  }
  return refuse(`the entry "${name}" is damaged`);
}

function signatureBytes(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
