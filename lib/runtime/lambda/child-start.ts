/** Documented: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (environment variables) */
const LAMBDA_TAKES = 'Lambda takes 4 KB of variables';

/**
 * Starts a function's process. What its variables make impossible, Node.js throws as it is called; everything else is the
 * process's `error` event.
 *
 * @throws {Error} with a sentence for the operator, which names the variable and does not show its value
 */
export function startChild<Child>(
  functionName: string,
  variables: Readonly<Record<string, string>>,
  start: () => Child,
): Child {
  const refuse = (why: string): never => {
    throw new Error(`Cannot start function "${functionName}": ${why}`);
  };
  for (const [name, value] of Object.entries(variables)) {
    if (`${name}${value}`.includes('\0')) refuse(`the ${described(name)} contains a NUL character`);
  }
  try {
    return start();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'E2BIG') return refuse(message);
    const [name = '', value = ''] = largest(variables);
    const bytes = Buffer.byteLength(value);
    return refuse(`the ${described(name)} has ${bytes} bytes, more than this system takes; ${LAMBDA_TAKES}`);
  }
}

function described(name: string): string {
  return name === '_HANDLER' ? 'handler' : `environment variable ${JSON.stringify(name).slice(1, -1)}`;
}

function largest(variables: Readonly<Record<string, string>>): readonly [name: string, value: string] | readonly [] {
  return Object.entries(variables).sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
}
