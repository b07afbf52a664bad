import { classifyValue } from './values/classify.ts'
import { credentialByName, type Hit } from './values/credential.ts'
import { looksRandom } from './values/describe.ts'
import { withoutTemplates } from './values/templates.ts'

const HEADER =
  /^\s{0,8}([A-Za-z][A-Za-z0-9-]{0,63})(?:\s{0,4}[:=](?!>)\s{0,8}|\s{1,8}(?=(?:Basic|Bearer|Token|ApiKey|Splunk)\s))(\S[\s\S]{0,4096})$/i
const SCHEME =
  /^(?:Basic|Bearer|Token|ApiKey|Splunk|Digest|SSWS|GenieKey|Key|Bot)(?:\s{1,4}|%20|\+)(\S{1,4096})/i

/**
 * headerCredential reads `Authorization: Bearer …`, `X-Api-Key: …`, also with `=` or a space instead of the colon
 * (FireLens, OpenTelemetry). Without a scheme, the header's name decides.
 */
export function headerCredential(text: string): Hit | undefined {
  const [, name = '', value = ''] = HEADER.exec(text.slice(0, 4400)) ?? []
  if (/^(?:proxy-)?authorization$/i.test(name)) return authorization(value)
  if (name === '') return /^(?:Basic|Bearer) \S{12}/i.test(text) ? authorization(text) : undefined
  // A word behind a name with a colon may be a task, `secrets:rotate`, or say what happens, `password:mask`.
  return name.includes('-') && /:|\s/.test(text) ? credentialByName(name, value) : undefined
}

/** authorization judges the value of an `Authorization:` header, also without the header's name. */
export function authorization(value: string): Hit | undefined {
  const scheme = SCHEME.exec(value.trim())
  const secret = scheme?.[1] ?? value.trim()
  if (!scheme && !/^[\w+/=.~-]{12,4096}$/.test(secret)) return undefined
  if (withoutTemplates(secret) !== secret || secret.length < 4) return undefined
  const kind = classifyValue(secret, 'Authorization')
  if (!/^(?:literal|number|path)$/.test(kind) || (/^[a-z]{1,24}$/.test(secret) && !looksRandom(secret)))
    return undefined
  return { what: 'a credential of an HTTP header', certainty: 'sure', secret }
}
