/** What a Java method throws: the failure of the template, path or mapping that called it. */
export class JavaThrowable extends Error {
  override readonly name = 'JavaThrowable';

  /** @param javaClass such as `StringIndexOutOfBoundsException`, without its package */
  constructor(
    readonly javaClass: string,
    message: string,
  ) {
    super(message);
  }
}
