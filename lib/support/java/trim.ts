/** `String.trim`: drops spaces and every other character up to U+0020 at both ends, and no space beyond ASCII. */
export function trimJava(text: string): string {
  let start = 0;
  let end = text.length;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  return text.slice(start, end);
}
