/** `proven`: a checksum or a decoded structure matches. `likely`: nothing contradicts it. */
export type TokenProof = 'proven' | 'likely' | 'unsure' | 'refuted'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * hasGithubChecksum returns whether the last six characters are the CRC-32 of the part between prefix and checksum, in
 * base 62, padded with zeros. GitHub and npm build their tokens this way (GitHub blog, "Behind GitHub's new
 * authentication token formats").
 */
export function hasGithubChecksum(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1)
  return githubChecksum(body.slice(0, -6)) === body.slice(-6)
}

/** githubChecksum returns the six characters that GitHub appends to the random part of a token. */
export function githubChecksum(random: string): string {
  let rest = crc32(random)
  let text = ''
  while (rest > 0) {
    text = ALPHABET.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(6, '0')
}

/** CRC-32 (IEEE 802.3) of an ASCII text, bit by bit: thirty characters need no lookup table. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Base64 or base64url as text; invalid characters are skipped. */
function decodedBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}

/** hasDiscordId checks the beginning: a Discord bot token begins with the bot's numeric ID in base64. */
export function hasDiscordId(token: string): boolean {
  return /^\d{17,20}$/.test(decodedBase64(token.slice(0, token.indexOf('.'))))
}

/**
 * judgeJwt decodes the header and the payload. Refuted: a header without an algorithm; the sample of jwt.io; Supabase's
 * `anon` role, which is published in every page by design.
 */
export function judgeJwt(token: string): TokenProof {
  const [header, payload] = token.split('.').slice(0, 2).map(decodedBase64)
  if (header === undefined || !/"alg"\s*:/.test(header)) return 'refuted'
  if (payload === undefined || /"role"\s*:\s*"anon"/.test(payload)) return 'refuted'
  if (/"name"\s*:\s*"John Doe"/.test(payload)) return 'refuted'
  return 'proven'
}

/** isPemKey proves a private key in base64. */
export function isPemKey(token: string): TokenProof {
  return decodedBase64(token).includes('PRIVATE KEY') ? 'proven' : 'refuted'
}
