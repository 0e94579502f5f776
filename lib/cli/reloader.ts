import type { LocalRuntime } from '../runtime/local-runtime.js';
import { SluiceError } from '../support/sluice-error.js';
import { printError, type Output } from './output.js';
import type { OpenedSource } from './source-options.js';
import { watchPaths, type Watching } from './watch.js';

/** Reads a served source anew, one reading after the other, and has the runtime serve what was read. */
export class Reloader {
  private reading: Promise<unknown> = Promise.resolve();
  private watching: Watching | undefined;
  private readonly closing = new AbortController();
  /** A reading that has not begun sees every change until it does. */
  private isChangeAwaited = false;

  constructor(
    private readonly runtime: LocalRuntime,
    private opened: OpenedSource,
    private readonly open: (signal: AbortSignal) => Promise<OpenedSource>,
    private readonly output: Output,
    private readonly served: (version: OpenedSource) => Promise<void>,
  ) {}

  /**
   * Serves what the source says now.
   *
   * @throws {SluiceError} what cannot be read; what was served goes on being served. Or what `served` throws
   */
  reload(): Promise<void> {
    return this.read(() => undefined);
  }

  /** Ends the reading that runs, and with it the app that is synthesized. */
  close(): void {
    this.closing.abort();
    this.watching?.close();
  }

  private read(begun: () => void): Promise<void> {
    const { signal } = this.closing;
    const next = this.reading.then(async () => {
      begun();
      signal.throwIfAborted();
      const opened = await this.open(signal);
      signal.throwIfAborted();
      this.runtime.reload(opened);
      this.opened = opened;
      this.watching?.update(watchedPaths(opened));
      this.output.log('Serving the new version');
      await this.served(opened);
    });
    this.reading = next.catch(() => undefined);
    return next;
  }

  /**
   * Code of functions reloads by itself; anything else is read anew and served from the next request on.
   *
   * @param isOwn whether the server itself writes a file, as it does its logs: its changes are none of the source
   */
  watch(isOwn: (file: string) => boolean): void {
    const onChange = (changed: readonly string[]): void => {
      const files = changed.filter((file) => !isOwn(file));
      if (files.length === 0) return;
      const restarted = this.runtime.lambdas.reloadChanged({ files });
      if (restarted.length > 0) this.output.log(`Reloaded ${restarted.join(', ')}`);
      const { functions, source } = this.opened;
      if (files.every((file) => isCode(file, functions)) && source.kind !== 'cdk-app') return;
      this.reloadChanged();
    };
    this.watching = watchPaths(watchedPaths(this.opened), onChange, (message) => this.output.log(message));
  }

  /** However many changes come while a source is read, it is read once more. */
  private reloadChanged(): void {
    if (this.isChangeAwaited) return;
    this.isChangeAwaited = true;
    this.read(() => (this.isChangeAwaited = false)).catch((error: unknown) => {
      if (this.closing.signal.aborted) return;
      // A half-typed file must not end the session.
      this.output.log(error instanceof SluiceError ? printError(error) : String(error));
    });
  }
}

function watchedPaths({ source, configuration, functions, apiKeys }: OpenedSource): readonly string[] {
  const settings = [configuration.file, apiKeys.file].filter((file) => file !== undefined);
  return [...source.files, ...settings, ...codePaths(functions)];
}

function codePaths(functions: OpenedSource['functions']): readonly string[] {
  return functions.flatMap(({ code }) =>
    code.kind === 'file' || code.kind === 'folder' || code.kind === 'zip' ? [code.path] : [],
  );
}

function isCode(file: string, functions: OpenedSource['functions']): boolean {
  return codePaths(functions).some((path) => file === path || file.startsWith(`${path}/`));
}
