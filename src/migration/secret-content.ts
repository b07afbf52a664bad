import type { SecretContent } from './plan.ts'
import { SecretValue } from './secret-value.ts'

/** storedText is the text that a store gets: the value itself, or the JSON of the keys in their order. */
export function storedText(content: SecretContent): SecretValue {
  if (content.kind === 'text') return content.value
  const entries = [...content.values].map(([key, value]) => [key, value.reveal()] as const)
  return new SecretValue(JSON.stringify(Object.fromEntries(entries)))
}

/**
 * partsOfUrl reads `scheme://user:password@…` for a JSON secret: the whole under `url`, so that the application
 * goes on as it is, and user and password (decoded) for whoever reads parts later. Undefined for a text without a
 * password in it.
 */
export function partsOfUrl(value: SecretValue): ReadonlyMap<string, SecretValue> | undefined {
  const found = /^[a-z][a-z\d+.-]*:\/\/([^/?#@:]*):([^/?#]+)@/i.exec(value.reveal())
  if (found === null) return undefined
  return new Map([
    ['url', value],
    ['username', new SecretValue(decoded(found[1] ?? ''))],
    ['password', new SecretValue(decoded(found[2] ?? ''))]
  ])
}

/** A text with a stray percent sign stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
