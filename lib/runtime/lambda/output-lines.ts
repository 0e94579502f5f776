/** Makes a listener for a stream's `data` that calls `emit` for each whole line; a last line without its end is kept. */
export function splitLines(emit: (line: string) => void): (chunk: Buffer | string) => void {
  let partial = '';
  return (chunk) => {
    const lines = (partial + chunk.toString()).split('\n');
    partial = lines.pop() ?? '';
    lines.forEach(emit);
  };
}
