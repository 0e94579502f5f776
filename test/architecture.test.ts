import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const LIB = join(__dirname, '..', 'lib');

/** What a room may reach: other rooms (support always), packages, and modules of Node.js. */
interface Room {
  readonly rooms: readonly string[];
  readonly packages?: readonly string[];
  /** Default: none. */
  readonly node?: readonly string[] | 'any';
}

/**
 * The floors, lowest first; a file belongs to the longest room that its path begins with. Change this table and its
 * reasons together.
 */
const ROOMS: Readonly<Record<string, Room>> = {
  support: { rooms: [] },
  'lambda-helpers': { rooms: [] },
  model: { rooms: [], node: ['node:crypto'] },
  formats: { rooms: [], packages: ['openapi3-ts'] },
  // Values in the syntax of CloudFormation. Readers and writers of templates share it, constructs and `validate` too.
  intrinsics: { rooms: ['model'] },
  jsonpath: { rooms: [] },
  schema: { rooms: [] },
  vtl: { rooms: [] },
  validate: { rooms: ['model', 'intrinsics', 'vtl', 'jsonpath', 'schema'] },
  // Model → target. A RestApi's Body is an OpenAPI document: the one arrow between targets.
  'synth/openapi': { rooms: ['model', 'formats'], packages: ['openapi3-ts'] },
  'synth/cloudformation': { rooms: ['model', 'formats', 'intrinsics', 'synth/openapi'] },
  // Target → model.
  'import/text': { rooms: ['model', 'formats'], packages: ['yaml'] },
  'import/openapi': { rooms: ['model', 'formats', 'import/text'], node: ['node:crypto'] },
  'import/sam': { rooms: ['model', 'formats', 'import/text'], node: ['node:crypto'] },
  'import/cloudformation': {
    rooms: ['model', 'formats', 'intrinsics', 'import/openapi', 'import/text'],
    packages: ['yaml'],
  },
  'import/source': {
    rooms: ['model', 'formats', 'intrinsics', 'import/cloudformation', 'import/openapi', 'import/sam', 'import/text'],
    packages: ['yaml'],
    node: 'any',
  },
  // The model, executed. What touches the world sits in server and lambda; hashing and compressing only compute.
  runtime: { rooms: ['model', 'vtl', 'jsonpath', 'schema', 'formats'], node: ['node:crypto', 'node:zlib'] },
  'runtime/server': { rooms: ['model', 'formats', 'runtime'], packages: ['aws4'], node: 'any' },
  'runtime/lambda': { rooms: ['model', 'formats', 'runtime'], packages: ['esbuild'], node: 'any' },
  constructs: {
    rooms: [
      'model',
      'intrinsics',
      'validate',
      'synth/openapi',
      'synth/cloudformation',
      'import/openapi',
      'import/text',
      'runtime/mapping',
    ],
    packages: ['aws-cdk-lib', 'constructs'],
    node: 'any',
  },
  testing: {
    rooms: ['model', 'runtime', 'import/source', 'import/cloudformation', 'synth/cloudformation'],
    node: 'any',
  },
  cli: { rooms: ['*'], packages: ['yargs'], node: 'any' },
};

/** Inside the runtime the protocols know nothing of each other, and the shared rooms nothing of the protocols. */
const RUNTIME_PARTS: Readonly<Record<string, readonly string[]>> = {
  'runtime/mapping': ['runtime/rest', 'runtime/server', 'runtime/lambda'],
  'runtime/observe': ['runtime/rest', 'runtime/server', 'runtime/lambda'],
  'runtime/lambda': ['runtime/rest', 'runtime/mapping'],
};

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.includes('/fixtures/'));

describe('architecture', () => {
  test('every folder of lib is a room of the table', () => {
    const homeless = files.filter((file) => file.includes('/') && roomOf(file) === undefined);
    expect(homeless).toEqual([]);
  });

  test('every room of the table has a file', () => {
    expect(Object.keys(ROOMS).filter((room) => !files.some((file) => roomOf(file) === room))).toEqual([]);
  });

  test('no import leaves the arrows of the table', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([]);
  });

  test('no import goes in a circle of files through another room', () => {
    expect(circles()).toEqual([]);
  });
});

function forbiddenImports(file: string): readonly string[] {
  const name = roomOf(file);
  if (name === undefined) return [];
  const room = ROOMS[name];
  if (room === undefined) return [];
  return importsOf(file)
    .filter((imported) => !isAllowed(file, name, room, imported))
    .map((imported) => `${file} imports ${imported}`);
}

function isAllowed(file: string, name: string, room: Room, imported: string): boolean {
  if (isBuiltin(imported)) return room.node === 'any' || (room.node ?? []).includes(imported);
  if (!imported.startsWith('.')) return (room.packages ?? []).includes(packageOf(imported));
  const target = targetOf(file, imported);
  if (target.startsWith('..')) return false;
  const targetRoom = roomOf(target);
  if (targetRoom === undefined) return name === 'cli';
  if ((RUNTIME_PARTS[partOf(file)] ?? []).some((part) => target.startsWith(`${part}/`))) return false;
  if (targetRoom === name || targetRoom === 'support' || room.rooms.includes('*')) return true;
  // Within the runtime, rooms of their own may be reached from the pages.
  if (name.split('/')[0] === 'runtime' && targetRoom.split('/')[0] === 'runtime') return true;
  return room.rooms.some(
    (allowed) => targetRoom === allowed || targetRoom.startsWith(`${allowed}/`) || target.startsWith(`${allowed}/`),
  );
}

/** Files whose imports lead back to themselves by way of another room. */
function circles(): readonly string[] {
  const rooms = new Map<string, Set<string>>();
  for (const file of files) {
    const from = roomOf(file)?.split('/')[0];
    if (from === undefined) continue;
    for (const imported of importsOf(file)) {
      const to = imported.startsWith('.') ? roomOf(targetOf(file, imported))?.split('/')[0] : undefined;
      if (to !== undefined && to !== from) rooms.set(from, (rooms.get(from) ?? new Set()).add(to));
    }
  }
  const reaches = (from: string, wanted: string, seen: Set<string>): boolean =>
    [...(rooms.get(from) ?? [])].some(
      (next) => next === wanted || (!seen.has(next) && reaches(next, wanted, seen.add(next))),
    );
  return [...rooms.keys()].filter((room) => reaches(room, room, new Set()));
}

function importsOf(file: string): readonly string[] {
  const source = readFileSync(join(LIB, file), 'utf8');
  const statements = source.matchAll(/^(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]/gm);
  const required = source.matchAll(/\brequire\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [...statements, ...required]
    .map((match) => match[1] ?? '')
    .filter((imported) => !imported.endsWith('package.json'));
}

function targetOf(file: string, imported: string): string {
  return relative(LIB, normalize(join(LIB, dirname(file), imported)))
    .split(sep)
    .join('/');
}

function roomOf(file: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function partOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function packageOf(imported: string): string {
  const [first = '', second = ''] = imported.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
