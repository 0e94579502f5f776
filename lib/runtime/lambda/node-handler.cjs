'use strict';
// Finds and loads a Node handler as Lambda's runtime does. Plain CommonJS, so that a worker loads it from source and from
// dist; it is also the only place that calls import(), which ES modules need.

const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { RuntimeError } = require('./node-error.cjs');
const { responseStreaming } = require('./node-response-stream.cjs');

/**
 * Loads a handler function.
 *
 * `source`: `{ taskRoot, handler }` for a folder; `{ file, handler }` for one module, whose export is `handler`;
 * `compiled: { file, code }` besides, when the module was TypeScript. `projectFolder` is where `@aws-sdk/*` is found
 * when the code does not bring it; `generation` makes an ES module load again in the same thread.
 *
 * Documented: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @throws Runtime.MalformedHandlerName, .ImportModuleError, .UserCodeSyntaxError, .HandlerNotFound, or what the code throws
 */
async function loadHandler(source) {
  globalThis.awslambda = responseStreaming;
  provideAwsSdk(source.projectFolder);
  const { exportPath } = source.file === undefined ? splitHandler(source.handler) : { exportPath: source.handler };
  const loaded = await loadModule(source);
  const handler = exportPath.split('.').reduce((value, key) => value?.[key], loaded);
  const name = source.handler;
  if (!handler) throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new RuntimeError('HandlerNotFound', `${name} is not a function`);
  return handler;
}

/** `src/app.api.get` → folder `src/`, module `app`, export path `api.get`: the first dot of the last segment parts them. */
function splitHandler(handler) {
  if (handler.includes('..')) {
    const advice = 'Use absolute paths when specifying root directories in handler names.';
    throw new RuntimeError('MalformedHandlerName', `'${handler}' is not a valid handler name. ${advice}`);
  }
  const name = path.basename(handler);
  const match = /^([^.]*)\.(.*)$/.exec(name);
  if (match === null) throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  return { folder: handler.slice(0, handler.indexOf(name)), module: match[1], exportPath: match[2] };
}

async function loadModule(source) {
  try {
    if (source.compiled !== undefined) return compileCommonJs(source.compiled);
    if (source.file !== undefined) return await loadFile(source.file, source);
    const { folder, module } = splitHandler(source.handler);
    const file = path.resolve(source.taskRoot, folder, module);
    const found = ['', '.js', '.mjs', '.cjs'].map((extension) => file + extension).find(existsSync);
    if (found !== undefined) return await loadFile(found, source);
    // A handler may live in a package: `my-package.handler`.
    return require(require.resolve(module, { paths: [source.taskRoot, path.join(source.taskRoot, folder)] }));
  } catch (error) {
    if (error instanceof RuntimeError) throw error;
    if (error?.name === 'SyntaxError') throw syntaxError(error);
    if (error?.code === 'MODULE_NOT_FOUND') {
      throw new RuntimeError('ImportModuleError', withoutOwnFiles(String(error)), { cause: error });
    }
    throw error;
  }
}

/** Lambda says what is wrong, Node where: in the first line of the stack. */
function syntaxError(error) {
  const thrown = new RuntimeError('UserCodeSyntaxError', String(error), { cause: error });
  const place = placeOf(error.stack);
  if (place !== undefined) thrown.stack = `${thrown.name}: ${thrown.message}\n    at ${place}`;
  return thrown;
}

/** `/src/pets.js:3` of the text that Node prints for a syntax error. */
function placeOf(text) {
  const first = String(text).split('\n', 1)[0];
  return /^(?:file:\/\/)?(\/.*:\d+)$/.exec(first)?.[1];
}

/** Of an ES module Node tells the place only when it prints the error. */
function withPlace(error, file) {
  if (error?.name !== 'SyntaxError' || placeOf(error.stack) !== undefined) return error;
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8', env: {} });
  const place = placeOf(stderr);
  if (place !== undefined) error.stack = `${place}\n${error.stack}`;
  return error;
}

async function loadFile(file, source) {
  const isModule = file.endsWith('.mjs') || (file.endsWith('.js') && isInModulePackage(path.dirname(file)));
  if (!isModule) return require(file);
  const url = pathToFileURL(file);
  if (source.generation > 0) url.searchParams.set('generation', String(source.generation));
  try {
    return await import(url.href);
  } catch (error) {
    if (error?.name === 'SyntaxError') throw withPlace(error, file);
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !/'@(aws-sdk|smithy)\//.test(error.message)) throw error;
    // Hooks cost a thread, so they wait until an SDK is missing; a failed module is not loaded again under its own URL.
    if (!provideAwsSdkToModules(source.projectFolder)) throw error;
    url.searchParams.set('sdk', source.projectFolder);
    return await import(url.href);
  }
}

/** What Node's `"type": "module"` means for Lambda: the nearest package.json up to a node_modules folder decides. */
function isInModulePackage(folder) {
  for (let at = folder; path.basename(at) !== 'node_modules'; at = path.dirname(at)) {
    const manifest = path.join(at, 'package.json');
    if (existsSync(manifest)) {
      try {
        return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
      } catch {
        return false;
      }
    }
    if (at === path.dirname(at)) return false;
  }
  return false;
}

function compileCommonJs({ file, code }) {
  process.setSourceMapsEnabled(true);
  const module = new Module(file, null);
  module.filename = file;
  module.paths = Module._nodeModulePaths(path.dirname(file));
  module._compile(code, file);
  return module.exports;
}

/** Lambda's message names its own entry where ours would name these files. */
function withoutOwnFiles(message) {
  const own = path.join(__dirname, 'node-handler.cjs');
  const lines = message
    .split('\n')
    .filter((line) => !line.startsWith('- ') || !line.includes(__dirname) || line.endsWith(own));
  return lines.map((line) => (line === `- ${own}` ? '- /var/runtime/index.mjs' : line)).join('\n');
}

const sdkFolders = new Set();

/** Lambda's Node runtimes bring `@aws-sdk/*`; here the user's project lends its own to code that was packed without. */
function provideAwsSdk(projectFolder) {
  if (projectFolder === undefined || sdkFolders.has(projectFolder)) return;
  const first = sdkFolders.size === 0;
  sdkFolders.add(projectFolder);
  if (!first) return;
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    try {
      return resolve.call(this, request, ...rest);
    } catch (error) {
      if (!/^@(aws-sdk|smithy)\//.test(request)) throw error;
      for (const folder of sdkFolders) {
        try {
          return resolve.call(this, request, {
            id: folder,
            filename: path.join(folder, 'index.js'),
            paths: Module._nodeModulePaths(folder),
          });
        } catch {
          // The next project may have it; else the first error is the one to show.
        }
      }
      throw error;
    }
  };
}

let sdkHooksFolder;

function provideAwsSdkToModules(projectFolder) {
  if (projectFolder === undefined || sdkHooksFolder === projectFolder) return false;
  sdkHooksFolder = projectFolder;
  Module.register(pathToFileURL(path.join(__dirname, 'aws-sdk-resolution.mjs')), {
    data: { parentURL: pathToFileURL(path.join(projectFolder, 'index.js')).href },
  });
  return true;
}

/** Makes CommonJS modules below `folder` load again in this thread; ES modules do by `generation`. */
function forgetModules(folder) {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder + path.sep)) delete require.cache[file];
  }
}

module.exports = { forgetModules, loadHandler, splitHandler };
