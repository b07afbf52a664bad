// What a terminal shows of a program's output: lines of characters with colors, after each redraw of a live block.

const ESCAPE = new RegExp(`${String.fromCharCode(27)}\\[([?\\d;]*)([A-Za-z])|[\\s\\S]`, 'gu')
const CLASSES = {
  1: 'bold',
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'violet',
  36: 'cyan',
  90: 'dim'
}
const ENDS = { 22: ['bold', 'dim'], 39: ['red', 'green', 'yellow', 'blue', 'violet', 'cyan', 'dim'] }

/**
 * drawScreens returns the live block after each redraw: as text, and as HTML whose spans have the classes of CLASSES. It
 * begins with the line that counts what is done.
 */
export function drawScreens(output, columns) {
  const lines = [[]]
  const style = new Set()
  const screens = []
  let [row, column] = [0, 0]
  const lineAt = index => {
    while (lines.length <= index) lines.push([])
    return lines[index]
  }
  for (const [all, numbers, code] of output.matchAll(ESCAPE)) {
    const count = Number(numbers) || 1
    if (code === undefined) {
      if (all === '\r') column = 0
      else if (all === '\n') row++
      else {
        if (column >= columns) [row, column] = [row + 1, 0]
        const line = lineAt(row)
        while (line.length < column) line.push([' ', ''])
        line[column++] = [all, [...style].join(' ')]
      }
    } else if (code === 'A') row = Math.max(0, row - count)
    else if (code === 'B') row += count
    else if (code === 'G') column = 0
    else if (code === 'K') lineAt(row).length = numbers === '2' ? 0 : Math.min(lineAt(row).length, column)
    else if (code === 'J') lines.length = row + 1
    else if (code === 'm') for (const one of numbers.split(';').map(Number)) restyle(style, one)
    else if (code === 'l' && numbers === '?2026') {
      const from = lines.findLastIndex(line => / of \d+ done/.test(textOf(line)))
      if (from >= 0) screens.push(drawn(lines.slice(from)))
    }
  }
  return screens
}

function restyle(style, code) {
  if (code === 0) style.clear()
  for (const ended of ENDS[code] ?? []) style.delete(ended)
  if (CLASSES[code]) style.add(CLASSES[code])
}

const textOf = line => line.map(([character]) => character).join('')

function drawn(lines) {
  const shown = lines.slice(0, lines.findLastIndex(line => textOf(line).trim() !== '') + 1)
  const escaped = character => ({ '<': '&lt;', '&': '&amp;' })[character] ?? character
  const html = shown.map(line =>
    line
      .map(([character, style]) =>
        style === '' ? escaped(character) : `<span class="${style}">${escaped(character)}</span>`
      )
      .join('')
  )
  return { text: shown.map(textOf).join('\n'), html: html.join('\n') }
}
