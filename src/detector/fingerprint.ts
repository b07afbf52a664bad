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
 * fingerprint gives 16 hexadecimal characters made of file, container, location, name and rule: the same after
 * reformatting or moving entries, and never made of the value, since a hash of a weak password can be guessed. It tells
 * findings of a repository apart and protects nothing, so FNV-1a will do: loading node:crypto takes a third as long as
 * the whole check of eight files.
 */
export function fingerprint(parts: FingerprintParts): string {
  const fields = [parts.file, parts.container ?? null, parts.location, parts.name, parts.rule]
  return fnv1a64(JSON.stringify(parts.occurrence === 0 ? fields : [...fields, parts.occurrence]))
}

const encoder = new TextEncoder()

function hex(half: number): string {
  return half.toString(16).padStart(8, '0')
}

/** FNV-1a with 64 bits over the text's UTF-8 bytes (draft-eastlake-fnv). */
function fnv1a64(text: string): string {
  // In two halves of 32 bits, since every step of a BigInt is a new one.
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (const byte of encoder.encode(text)) {
    low = (low ^ byte) >>> 0
    // times 0x100000001b3: the low half times 0x1b3 with what it carries, and itself 40 bits higher
    const product = low * 0x1b3
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 0x1_0000_0000) + (low << 8)) >>> 0
    low = product >>> 0
  }
  return `${hex(high)}${hex(low)}`
}
