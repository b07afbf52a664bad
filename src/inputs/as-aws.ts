import { describeText } from './problems/describe-text.ts'

/** How AWS's own actions read a text, and the remark if that is not what it says. No text if they read it as it is. */
export type ReadAsAws = { readonly text?: string; readonly note?: string }

/** booleanAsAws reads what is not a boolean as false. */
export function booleanAsAws(written: string): ReadAsAws {
  const word = written.toLowerCase()
  if (word === 'true' || word === 'false') return { text: word }
  const note = `${describeText(written)} is not "true", so that it is read as false, as AWS's action does.`
  return { text: 'false', note }
}

/**
 * numberAsAws reads the digits at the beginning of a text, limited to the allowed range; the default if there are none.
 */
export function numberAsAws(
  written: string,
  usual: string | undefined,
  { min, max }: { readonly min: number; readonly max: number }
): ReadAsAws {
  if (/^\d{1,9}$/.test(written) && Number(written) >= min && Number(written) <= max) return {}
  const begin = /^\d+/.exec(written)?.[0]
  const digits = Number(begin) < min ? undefined : begin
  if (digits === undefined && usual === undefined) return {}
  const text = digits === undefined ? String(usual) : String(Math.min(Number(digits), max))
  return { text, note: `${describeText(written)} is read as ${text}.` }
}
