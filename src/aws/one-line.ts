const longest = 1000

/** oneLine makes a text from outside fit for one line of output: control characters become blanks, the end is cut at 1000. */
export function oneLine(text: string): string {
  // C0, DEL, C1, and the two separators that JavaScript and some terminals take for line ends
  const flat = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return flat.length > longest ? `${flat.slice(0, longest)} …` : flat
}
