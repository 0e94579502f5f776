import { OPERATION_KEYS, unescapePointer } from '../../formats/openapi.js';
import { EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  diagnostic,
  isDocumentObject,
  type Diagnostic,
  type DiagnosticCode,
  type Document,
  type Place,
  type Severity,
} from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { SluiceError } from '../../support/sluice-error.js';
import { printTextPath, type TextPath } from '../text/index.js';
import { cursorFile, item, member, rootCursor, textPath, type Cursor } from './cursor.js';
import { resolveFile } from './file-reference.js';

export interface ReadOptions {
  /** What people call the API by: the file's name, a logical id. */
  readonly id: string;
  /** Named in the places of diagnostics. */
  readonly file?: string;
  /** What becomes of a `basePath`, as in ImportRestApi. Default `ignore`. */
  readonly basepath?: 'ignore' | 'prepend' | 'split';
  /** Default: as the document tells, else REST. */
  readonly protocol?: 'REST' | 'HTTP';
  /**
   * Gives a document beside this one, by its path relative to it, or throws a SluiceError. Default: such references are
   * reported as unresolved.
   */
  readonly files?: (path: string) => Document;
  /** Where a value stands in the text that it was read from; `file` as given to `files`, absent for the document itself. */
  readonly places?: (path: TextPath, file: string | undefined) => Partial<Place>;
}

/** Most references that may lead from one to the next. */
const REFERENCE_CHAIN_LIMIT = 64;

/** Most files that one document may lead to: links of the file system can make endlessly many names for one. */
const FILE_LIMIT = 1000;

/** One document in reading: resolves references, and collects what is found. */
export class Reading {
  readonly diagnostics: Diagnostic[] = [];
  private readonly files = new Map<string, Cursor | undefined>();
  private readonly reported = new Set<string>();

  constructor(
    readonly root: Cursor,
    readonly version: '2.0' | '3.0' | '3.1',
    private readonly options: ReadOptions,
  ) {}

  report(code: DiagnosticCode, cursor: Cursor, message: string, severity?: Severity): void {
    this.diagnostics.push(diagnostic(code, this.placeOf(cursor), message, severity));
  }

  /** Follows `$ref`s until there is a value; undefined, and reported, when one leads nowhere. */
  dereference(cursor: Cursor): Cursor | undefined {
    let target = cursor;
    for (let steps = 0; steps < REFERENCE_CHAIN_LIMIT; steps++) {
      const ref = isDocumentObject(target.value) ? member(target, '$ref')?.value : undefined;
      if (typeof ref !== 'string') return target;
      const next = this.resolve(ref, target);
      if (next === undefined) return undefined;
      target = next;
    }
    this.report('unresolved-reference', cursor, 'Cannot follow the $ref: it leads around in a circle', 'warning');
    return undefined;
  }

  /** What a reference that stands at `from` names; undefined, and reported once, when it leads nowhere. */
  resolve(ref: string, from: Cursor): Cursor | undefined {
    const hash = ref.indexOf('#');
    const [path, pointer] = hash === -1 ? [ref, ''] : [ref.slice(0, hash), ref.slice(hash + 1)];
    const document =
      path === '' ? this.documentOf(cursorFile(from)) : this.load(resolveFile(path, cursorFile(from)), from);
    if (document === undefined) return undefined;
    let target: Cursor | undefined = document;
    for (const step of pointerSteps(pointer)) {
      if (target === undefined) break;
      target = isList(target.value) ? listItem(target, Number(step)) : member(target, step);
    }
    if (target === undefined) this.reportReference(ref, from);
    return target;
  }

  reportReference(ref: string, from: Cursor): void {
    const key = `${cursorFile(from) ?? ''} ${ref}`;
    this.reportOnce(key, 'unresolved-reference', from, `Cannot find "${ref}", which a $ref names`, 'warning');
  }

  /** Reports what may come up at many places at the first of them only. */
  reportOnce(key: string, code: DiagnosticCode, cursor: Cursor, message: string, severity?: Severity): void {
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.report(code, cursor, message, severity);
  }

  private documentOf(file: string | undefined): Cursor | undefined {
    return file === undefined ? this.root : this.files.get(file);
  }

  private load(file: string, from: Cursor): Cursor | undefined {
    if (this.files.has(file)) return this.files.get(file);
    const loaded = this.tryLoad(file, from);
    this.files.set(file, loaded);
    return loaded;
  }

  private tryLoad(file: string, from: Cursor): Cursor | undefined {
    if (/^[a-z][a-z\d+.-]*:/i.test(file)) {
      this.report(
        'unresolved-reference',
        from,
        `Cannot read "${file}": references over the network are not followed`,
        'warning',
      );
      return undefined;
    }
    if (this.options.files === undefined) {
      this.report(
        'unresolved-reference',
        from,
        `Cannot read "${file}": no files beside this document are at hand`,
        'warning',
      );
      return undefined;
    }
    if (this.files.size >= FILE_LIMIT) {
      this.reportOnce(
        'files',
        'unresolved-reference',
        from,
        `Cannot read more than ${FILE_LIMIT} files for one document`,
        'warning',
      );
      return undefined;
    }
    try {
      return rootCursor(this.options.files(file), file);
    } catch (error) {
      if (!(error instanceof SluiceError)) throw error;
      this.report('unresolved-reference', from, error.message, 'warning');
      return undefined;
    }
  }

  private placeOf(cursor: Cursor): Place {
    const path = textPath(cursor);
    const file = cursorFile(cursor);
    const named = file ?? this.options.file;
    return {
      ...(named !== undefined && { file: named }),
      ...describePath(path),
      ...this.options.places?.(path, file),
    };
  }
}

function pointerSteps(pointer: string): readonly string[] {
  if (pointer === '' || pointer === '/') return [];
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((step) => unescapePointer(decodeStep(step)));
}

/** A pointer in a reference is part of a URI; what is no valid escape is meant as it is written. */
function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function listItem(cursor: Cursor, index: number): Cursor | undefined {
  const value = isList(cursor.value) ? cursor.value[index] : undefined;
  return value === undefined ? undefined : item(cursor, index, value);
}

/** `GET /pets` and what is below it, `model Pet`, or the path itself. */
function describePath(path: TextPath): Place {
  const [section, name, key] = path;
  if (section === 'paths' && typeof name === 'string') {
    if (typeof key !== 'string' || !isOperation(key)) return withProperty(name, path.slice(2));
    const verb = key === EXTENSION.anyMethod ? 'ANY' : key.toUpperCase();
    return withProperty(`${verb} ${name}`, path.slice(3));
  }
  if (section === 'definitions' && typeof name === 'string') return withProperty(`model ${name}`, path.slice(2));
  if (section === 'components' && name === 'schemas' && typeof key === 'string') {
    return withProperty(`model ${key}`, path.slice(3));
  }
  return path.length === 0 ? {} : { property: printTextPath(path) };
}

function isOperation(key: string): boolean {
  return key === EXTENSION.anyMethod || (OPERATION_KEYS as readonly string[]).includes(key);
}

function withProperty(element: string, path: TextPath): Place {
  return path.length === 0 ? { element } : { element, property: printTextPath(path) };
}
