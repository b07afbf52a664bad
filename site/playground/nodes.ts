import { structuredPatch } from 'diff'

/** node makes an element with a class and with texts or elements as children. Texts are set as text, never as HTML. */
export function node(tag: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  made.append(...children)
  return made
}

/**
 * diffOf shows what changed between two texts. Removed lines contain the values: they are blanked, as `blanked` has the
 * lines of the first text.
 */
export function diffOf(before: string, after: string, blanked: readonly string[]): HTMLElement {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 })
  const lines = hunks.flatMap(({ oldStart, lines: changed }) => {
    let line = oldStart
    return changed.flatMap(one => {
      if (one.startsWith('\\')) return []
      if (one.startsWith('+')) return node('span', 'line added', one)
      const shown = `${one[0]}${blanked[line - 1] ?? ''}`
      line++
      return node('span', one.startsWith('-') ? 'line removed' : 'line', shown)
    })
  })
  const diff = node('pre', 'diff', ...lines)
  diff.tabIndex = 0
  return diff
}
