/** What the file system says of files that are not as they should be, in a user's words. */
const REASONS: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder, not a file'],
  ['ENOTDIR', 'it is no folder'],
  ['EACCES', 'you may not read it'],
  ['EPERM', 'you may not read it'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOSPC', 'the disk is full'],
  ['EROFS', 'the disk is read-only'],
  ['EMFILE', 'too many files are open'],
  ['ELOOP', 'it is a link that leads to itself'],
]);

/** Why a file cannot be read. */
export function whyUnreadable(error: unknown): string {
  const reason = REASONS.get((error as NodeJS.ErrnoException).code);
  return reason ?? (error instanceof Error ? error.message : String(error));
}

/** Whether an error is one of those, and no defect. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && REASONS.has((error as NodeJS.ErrnoException).code);
}
