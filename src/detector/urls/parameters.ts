import { judgeName } from '../names/judge.ts'
import { type Login, percentDecoded } from './login.ts'

const QUERY = /[?&;]([A-Za-z][\w.-]{1,40})=([^&;#\s"'<>]{1,1024})/g
const KEYWORD =
  /(?:^|[\s;,])([A-Za-z][\w.-]{0,40}(?: [A-Za-z]{1,12})?)\s{0,2}=\s{0,2}("[^"]{1,512}"|'[^']{1,512}'|[^\s;,"'][^\s;,]{0,511})/g

/** Keys that show that a text is a connection string, so that its `password=` is one too. */
const COMPANIONS =
  /(?:^|[\s;,])(?:user(?: ?id|name)?|uid|login|host(?:name|addr)?|server|data source|address|addr|db ?name|database|initial catalog|endpoint|account ?name)\s{0,2}=/i

/** Query parameters that sign a request: whoever has them is let in. */
const SIGNATURES = /^(?:sig|signature|x-amz-signature|x-goog-signature|x-amz-security-token)$/i

/** queryLogins finds credentials among the parameters of URLs: `?password=`, `&api_key=`, a shared access signature's `sig=`. */
export function queryLogins(text: string): readonly Login[] {
  if (!text.includes('=') || !/:\/\/|^jdbc:/.test(text)) return []
  const found: Login[] = []
  for (const [, parameter = '', raw = ''] of text.matchAll(QUERY)) {
    const signs = SIGNATURES.test(parameter) && raw.length >= 20
    if (!signs && judgeName(parameter).strength !== 'strong') continue
    found.push({ where: 'a URL parameter', raw, password: percentDecoded(raw), parameter })
  }
  return found
}

/**
 * keywordLogins finds the password in a connection string of keywords: ADO.NET (`Server=…;Password=…`), libpq (`host=… password=…`),
 * Kafka's JAAS (`username="…" password="…"`), mount options (`username=…,password=…`).
 */
export function keywordLogins(text: string): readonly Login[] {
  if (!text.includes('=') || !COMPANIONS.test(text)) return []
  const found: Login[] = []
  for (const [, parameter = '', quoted = ''] of text.matchAll(KEYWORD)) {
    if (judgeName(parameter).strength !== 'strong') continue
    const raw = quoted.replace(/^(["'])(.*)\1$/s, '$2')
    found.push({ where: 'a connection string', raw, password: raw, parameter })
  }
  return found
}
