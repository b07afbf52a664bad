import type { SecretContent } from './plan.ts'
import { SecretValue } from './secret-value.ts'

/** storedText is the text that a store gets: the value itself, or the JSON of the keys in their order. */
export function storedText(content: SecretContent): SecretValue {
  if (content.kind === 'text') return content.value
  const entries = [...content.values].map(([key, value]) => [key, value.reveal()] as const)
  return new SecretValue(JSON.stringify(Object.fromEntries(entries)))
}
