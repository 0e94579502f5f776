/** What a line at the prompt asks for. */
export type PromptCommand =
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close'; readonly code?: number; readonly reason?: string }
  /** Without a key, lines are sent as they are. */
  | { readonly kind: 'route'; readonly key?: string }
  | { readonly kind: 'mistake'; readonly message: string };

/** What can be asked for at the prompt. */
export const PROMPT_HELP: readonly (readonly [command: string, describe: string])[] = [
  ['.route <key>', 'Send each line that follows to this route; .route none: as it is'],
  ['.ping', 'Send a ping frame'],
  ['.close [code] [reason]', 'Close the connection; default: 1000'],
  ['.help', 'Show this list'],
  ['..text', 'Send ".text"'],
];

/** Reads a line that was typed. A line with a dot before it is a command, any other a message. */
export function readPromptCommand(line: string): PromptCommand {
  if (!line.startsWith('.')) return { kind: 'send', text: line };
  if (line.startsWith('..')) return { kind: 'send', text: line.slice(1) };
  const [, word = '', rest = ''] = /^\.(\S*)\s*(.*?)\s*$/s.exec(line) ?? [];
  switch (word) {
    case 'help':
    case 'ping':
      return { kind: word };
    case 'close':
      return readClose(rest);
    case 'route':
      if (rest === '') return { kind: 'mistake', message: 'Expected .route <key> or .route none' };
      return { kind: 'route', ...(rest !== 'none' && { key: rest }) };
    default:
      return { kind: 'mistake', message: `No such command: .${word}; .help lists the commands` };
  }
}

function readClose(rest: string): PromptCommand {
  const [, code, reason = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? [];
  if (code === undefined || code === '') return { kind: 'close' };
  if (!isCloseCode(code)) {
    const message = `Cannot close with "${code}": expected 1000 to 1003, 1007 to 1014, or 3000 to 4999`;
    return { kind: 'mistake', message };
  }
  if (Buffer.byteLength(reason) > MAX_REASON_BYTES)
    return { kind: 'mistake', message: `The reason is longer than ${MAX_REASON_BYTES} bytes` };
  return { kind: 'close', code: Number(code), ...(reason !== '' && { reason }) };
}

/** What a close frame has room for beside its code. */
const MAX_REASON_BYTES = 123;

/** Documented: https://www.rfc-editor.org/rfc/rfc6455#section-7.4 */
function isCloseCode(text: string): boolean {
  const code = Number(text);
  if (!/^\d{4}$/.test(text)) return false;
  return (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);
}
