/** Text as a header's value: names that Lambda would not take, and what a caller calls a trace, may have other characters. */
export function headerText(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
