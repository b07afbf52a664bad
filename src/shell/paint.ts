import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** What begins a line, or is all of it, and how it looks; the first that fits holds. */
const LOOKS: readonly (readonly [shape: RegExp, format: Format])[] = [
  [/(?<=: )error(?=: )/, ['red', 'bold']],
  [/(?<=: )warning(?=: )|^warning(?=: )/, ['yellow', 'bold']],
  [/(?<=: )notice(?=: )|^(?:notice|note)(?=: )/, ['blue', 'bold']],
  [/^\[[^\]]+\](?= FAILED)/, ['red', 'bold']],
  [/^\[[^\]]+\]/, 'cyan'],
  [/^ {2}\d* *\| [\s^~]*\^[\s^~]*$/, 'red'],
  [/^ +\+ .*$/, 'green'],
  [/^ +- .*$/, 'red'],
  [/^\S+ {2,}(?:succeeded|unchanged)\b.*$/, 'green'],
  [/^\S+ {2,}(?:failed|rolled-back|timed-out|superseded|cancelled|not-started)\b.*$/, 'red']
]

/** paintLine colours what a line is about; its text stays what it is. */
export function paintLine(line: string): string {
  for (const [shape, format] of LOOKS) {
    const found = shape.exec(line)
    if (found === null) continue
    const end = found.index + found[0].length
    return `${line.slice(0, found.index)}${styled(format, found[0])}${line.slice(end)}`
  }
  return line
}

/** Whether there are colours was decided for the whole run. */
function styled(format: Format, text: string): string {
  return styleText(format, text, { validateStream: false })
}
