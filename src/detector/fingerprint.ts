/**
 * The identity of a finding across runs. `occurrence` distinguishes entries with the same name, counted from 0 in file
 * order.
 */
export type FingerprintParts = {
  readonly file: string
  readonly container: string | undefined
  readonly location: string
  readonly name: string
  readonly rule: string
  readonly occurrence: number
}

/**
 * fingerprint returns 16 hexadecimal characters computed from file, container, location, name, and rule. It is stable
 * across reformatting and moving entries, and independent of the value, since a hash of a weak password can be guessed.
 * It only distinguishes the findings of a repository and protects nothing, so FNV-1a suffices: loading node:crypto
 * takes a third as long as the whole check of eight files.
 */
export function fingerprint(parts: FingerprintParts): string {
  const fields = [parts.file, parts.container ?? null, parts.location, parts.name, parts.rule]
  return fnv1a64(JSON.stringify(parts.occurrence === 0 ? fields : [...fields, parts.occurrence]))
}

const encoder = new TextEncoder()

function hex(half: number): string {
  return half.toString(16).padStart(8, '0')
}

/** 64-bit FNV-1a of the text's UTF-8 bytes (draft-eastlake-fnv). */
function fnv1a64(text: string): string {
  // In two 32-bit halves, since every BigInt operation allocates a new value.
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (const byte of encoder.encode(text)) {
    low = (low ^ byte) >>> 0
    // Multiplies by 0x100000001b3: the low half by 0x1b3, with its carry, plus the low half shifted left by 40 bits.
    const product = low * 0x1b3
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 0x1_0000_0000) + (low << 8)) >>> 0
    low = product >>> 0
  }
  return `${hex(high)}${hex(low)}`
}
