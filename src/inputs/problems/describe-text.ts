import { isDrawn } from '../../detector/values/describe.ts'

/**
 * describeText quotes a short word of harmless characters, so that a typo is visible, and describes anything else only
 * by its length, because an input can contain a pasted credential. A text that could be random is never quoted: the
 * words that were meant are not.
 */
export function describeText(text: string): string {
  if (text === '') return 'an empty value'
  if (/^[A-Za-z0-9_./:-]{1,24}$/.test(text) && !isDrawn(text)) return `"${text}"`
  return `a value of ${text.length} characters`
}
