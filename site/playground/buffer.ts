/**
 * The functions of Node's Buffer that the detector and the gate use, for browsers: as lenient with invalid base64 or
 * hexadecimal as Node is. A test finds one that is missing here.
 */
type Encoding = 'base64' | 'base64url' | 'hex' | 'utf8'

class Bytes extends Uint8Array {
  override subarray(start?: number, end?: number): Bytes {
    return super.subarray(start, end) as Bytes
  }

  override toString(
    encoding: 'utf8' | 'utf16le' | 'latin1' | 'base64' = 'utf8',
    start = 0,
    end = this.length
  ): string {
    const bytes = this.subarray(start, end)
    if (encoding === 'utf8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    if (encoding === 'utf16le')
      return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes.subarray(0, bytes.length & ~1))
    const latin1 = Array.from(bytes, byte => String.fromCharCode(byte)).join('')
    return encoding === 'latin1' ? latin1 : btoa(latin1)
  }
}

export const Buffer = {
  allocUnsafe: (size: number): Bytes => new Bytes(size),
  byteLength: (text: string): number => new TextEncoder().encode(text).length,
  from(text: string | readonly number[], encoding: Encoding = 'utf8'): Bytes {
    if (typeof text !== 'string') return new Bytes(text)
    switch (encoding) {
      case 'utf8':
        return new Bytes(new TextEncoder().encode(text))
      case 'hex':
        return new Bytes(fromHex(text))
      case 'base64':
      case 'base64url':
        return new Bytes(fromBase64(text))
    }
  }
}

/** Ends at the first pair that is not hexadecimal. */
function fromHex(text: string): Uint8Array {
  const [digits = ''] = /^(?:[0-9a-f]{2})*/i.exec(text) ?? []
  return Uint8Array.from(digits.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Takes both alphabets, skips every other character, and ends at the first `=`. */
function fromBase64(text: string): Uint8Array {
  const [before = ''] = text.split('=')
  const digits = before.replace(/-/g, '+').replace(/_/g, '/')
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const digit of digits) {
    const value = DIGITS.indexOf(digit)
    if (value < 0) continue
    held = (held << 6) | value
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
    held &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}
