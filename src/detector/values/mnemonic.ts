/**
 * Words of ordinary sentences that are not in the list of recovery words (BIP 39), which has no word under three
 * letters.
 */
const SENTENCE =
  /\b(?:the|and|for|with|from|your|not|was|its|has|are|our|their|will|would|were|been|than|into|when|which)\b/

/**
 * isMnemonic returns whether a text is a wallet's recovery phrase: 12, 15, 18, 21, or 24 lower-case words of three to
 * eight letters (BIP 39).
 */
export function isMnemonic(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length < 47 || trimmed.length > 240 || !/^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/.test(trimmed))
    return false
  const words = trimmed.split(' ')
  return words.length % 3 === 0 && !SENTENCE.test(trimmed) && new Set(words).size > words.length / 2
}
