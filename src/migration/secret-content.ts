import type { SecretContent } from './plan.ts'
import { SecretValue } from './secret-value.ts'

/** storedText returns the text to store: the value itself, or a JSON object with the keys in their order. */
export function storedText(content: SecretContent): SecretValue {
  if (content.kind === 'text') return content.value
  const entries = [...content.values].map(([key, value]) => [key, value.reveal()] as const)
  return new SecretValue(JSON.stringify(Object.fromEntries(entries)))
}

/**
 * partsOfUrl parses `scheme://user:password@…` for a JSON secret: the whole URL under `url`, so that the application
 * works unchanged, and the decoded user name and password for applications that read the parts later. Undefined for a
 * text without a password.
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

/** Text with an invalid percent sign stays unchanged. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
