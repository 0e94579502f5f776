import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const LIB = join(__dirname, '..', 'lib');

/** What a room may reach: other rooms (support always; `a/*`: a and all rooms below it), packages, and modules of Node.js. */
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
  // What changed between two models: commands print it, and it needs nothing of the formats that they were read from.
  diff: { rooms: ['model'] },
  // Model → target. A RestApi's Body is an OpenAPI document: the one arrow between targets.
  'synth/openapi': { rooms: ['model', 'formats'], packages: ['openapi3-ts'] },
  // What the control plane returns of an API: shared by the import command and whoever stands in for the control plane.
  'synth/control-plane': { rooms: ['model'] },
  // What GetExport writes: less than `synth/openapi`, in API Gateway's order.
  'synth/api-gateway-export': { rooms: ['model', 'formats'] },
  'synth/cloudformation': { rooms: ['model', 'formats', 'intrinsics', 'synth/openapi'] },
  // TypeScript. What no construct says is a change of the document that the construct makes.
  'synth/constructs': { rooms: ['model', 'formats', 'synth/openapi'] },
  // Target → model.
  'import/text': { rooms: ['model', 'formats'], packages: ['yaml'] },
  'import/openapi': { rooms: ['model', 'formats', 'import/text'], node: ['node:crypto'] },
  // What ImportRestApi makes of a document: less than `import/openapi` reads, and AWS's words about the rest.
  'import/api-gateway': { rooms: ['model', 'formats', 'import/text', 'import/openapi'] },
  'import/sam': { rooms: ['model', 'formats', 'import/text'], node: ['node:crypto'] },
  'import/cloudformation': {
    rooms: ['model', 'formats', 'intrinsics', 'import/openapi', 'import/text'],
    packages: ['yaml'],
  },
  // What an operator adds to a definition.
  'import/configuration': { rooms: ['model', 'formats', 'import/cloudformation'] },
  'import/source': {
    rooms: ['model', 'formats', 'intrinsics', 'import/cloudformation', 'import/openapi', 'import/sam', 'import/text'],
    packages: ['yaml'],
    node: 'any',
  },
  // The model, executed. What touches the world sits in server and lambda; hashing, compressing and passing bytes on
  // only compute. In
  // `runtime` itself stands what its rooms share, and what puts them together (see the test of it). A protocol's page imports
  // the rooms beside it; no room imports a page.
  runtime: { rooms: ['model', 'runtime/*'], node: ['node:crypto', 'node:stream', 'node:zlib'] },
  'runtime/request': { rooms: ['model', 'runtime', 'runtime/policy'] },
  'runtime/routing': { rooms: ['model'] },
  'runtime/policy': { rooms: ['model'] },
  'runtime/observe': { rooms: ['model', 'runtime'] },
  // Counts and keeps; time comes in with each call.
  'runtime/metering': { rooms: ['model', 'runtime'] },
  // What is kept for a time, within a bound of bytes.
  'runtime/cache': { rooms: [] },
  // Who calls: knows nothing of a protocol.
  'runtime/authorizers': { rooms: ['model', 'runtime', 'runtime/policy'], node: ['node:crypto'] },
  'runtime/mapping': { rooms: ['model', 'vtl', 'jsonpath', 'runtime', 'runtime/request'] },
  'runtime/integrations': {
    rooms: ['model', 'runtime', 'runtime/request', 'runtime/routing', 'runtime/mapping', 'runtime/observe'],
  },
  // Bodies and the models that they have to fit.
  'runtime/validation': { rooms: ['model', 'schema', 'runtime'] },
  // What a stage keeps from request to request.
  'runtime/stages': {
    rooms: ['model', 'runtime', 'runtime/request', 'runtime/cache', 'runtime/metering', 'runtime/authorizers'],
  },
  'runtime/rest': {
    rooms: [
      'model',
      'formats',
      'vtl',
      'schema',
      'runtime',
      'runtime/request',
      'runtime/routing',
      'runtime/policy',
      'runtime/mapping',
      'runtime/integrations',
      'runtime/observe',
      'runtime/metering',
      'runtime/cache',
      'runtime/stages',
      'runtime/validation',
      'runtime/authorizers',
    ],
  },
  'runtime/http-api': {
    rooms: [
      'model',
      'formats',
      'jsonpath',
      'runtime',
      'runtime/request',
      'runtime/routing',
      'runtime/policy',
      'runtime/mapping',
      'runtime/integrations',
      'runtime/observe',
      'runtime/metering',
      'runtime/stages',
      'runtime/authorizers',
    ],
  },
  'runtime/websocket': {
    rooms: [
      'model',
      'formats',
      'jsonpath',
      'schema',
      'vtl',
      'runtime',
      'runtime/request',
      'runtime/routing',
      'runtime/policy',
      'runtime/mapping',
      'runtime/integrations',
      'runtime/observe',
      'runtime/metering',
      'runtime/stages',
      'runtime/validation',
      'runtime/authorizers',
    ],
  },
  'runtime/server': {
    rooms: ['model', 'runtime', 'runtime/routing', 'runtime/metering', 'runtime/authorizers'],
    packages: ['aws4', 'ws'],
    node: 'any',
  },
  'runtime/lambda': { rooms: ['model', 'runtime'], packages: ['esbuild'], node: 'any' },
  constructs: {
    rooms: [
      'model',
      'intrinsics',
      'validate',
      'synth/openapi',
      'synth/cloudformation',
      'import/openapi',
      'import/cloudformation',
      'import/text',
      'runtime/mapping',
    ],
    packages: ['aws-cdk-lib', 'constructs'],
    node: 'any',
  },
  testing: {
    rooms: ['model', 'runtime/*', 'import/source', 'import/cloudformation', 'synth/cloudformation'],
    node: 'any',
  },
  cli: { rooms: ['*'], packages: ['yargs', 'ws'], node: 'any' },
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

  test('what the rooms of the runtime share imports none of them', () => {
    const inRoom = files.filter((file) => roomOf(file)?.startsWith('runtime/'));
    const shared = inRoom.flatMap(targetsOf).filter((file) => roomOf(file) === 'runtime');
    const above = [...new Set(shared)].flatMap((file) =>
      targetsOf(file)
        .filter((target) => roomOf(target)?.startsWith('runtime/'))
        .map((target) => `${file} imports ${target}`),
    );
    expect(above).toEqual([]);
  });

  test('no import goes in a circle of floors', () => {
    expect(circlesOfFloors()).toEqual([]);
  });

  test('no import goes in a circle of files, be it for a type', () => {
    expect(circlesOf(files, targetsOf)).toEqual([]);
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
  if (targetRoom === name || targetRoom === 'support' || room.rooms.includes('*')) return true;
  return room.rooms.some(
    (allowed) =>
      targetRoom === allowed || (allowed.endsWith('/*') && `${targetRoom}/`.startsWith(allowed.slice(0, -1))),
  );
}

/** Rooms whose imports lead back to themselves by way of another room; those of one floor count as one. */
function circlesOfFloors(): readonly string[] {
  const floors = new Map<string, Set<string>>();
  for (const file of files) {
    const [from] = file.split('/');
    if (from === undefined || from === file) continue;
    for (const target of targetsOf(file)) {
      const [to = ''] = target.split('/');
      if (to !== from) floors.set(from, (floors.get(from) ?? new Set()).add(to));
    }
  }
  return circlesOf([...floors.keys()], (floor) => [...(floors.get(floor) ?? [])]);
}

/** One way round for each circle that is found. */
function circlesOf(nodes: readonly string[], next: (node: string) => readonly string[]): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start !== -1) circles.push([...path.slice(start), node].join(' → '));
    if (start !== -1 || done.has(node)) return;
    for (const target of next(node)) visit(target, [...path, node]);
    done.add(node);
  };
  for (const node of nodes) visit(node, []);
  return circles;
}

/** The files of lib that a file imports, for their types alone too. */
function targetsOf(file: string): readonly string[] {
  return importsOf(file)
    .filter((imported) => imported.startsWith('.'))
    .map((imported) => targetOf(file, imported).replace(/\.js$/, '.ts'))
    .filter((target) => files.includes(target));
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

function packageOf(imported: string): string {
  const [first = '', second = ''] = imported.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
