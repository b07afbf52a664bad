import { createHash } from 'node:crypto'

/** What identifies a finding over runs. `occurrence` tells entries of the same name apart, counted from 0 in file order. */
export type FingerprintParts = {
  readonly file: string
  readonly container: string | undefined
  readonly location: string
  readonly name: string
  readonly rule: string
  readonly occurrence: number
}

/**
 * fingerprint gives 16 hexadecimal characters of SHA-256 over file, container, location, name and rule: the same after
 * reformatting or moving entries, and never made of the value, since a hash of a weak password can be guessed.
 */
export function fingerprint(parts: FingerprintParts): string {
  const fields = [parts.file, parts.container ?? null, parts.location, parts.name, parts.rule]
  const text = JSON.stringify(parts.occurrence === 0 ? fields : [...fields, parts.occurrence])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
