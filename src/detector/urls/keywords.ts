import { judgeName } from '../names/credential-name.ts'

/** A password found inside a larger text. For judging and masking only; must not appear in evidence. */
export type Login = {
  /** Its location: "the user part of a URL". */
  readonly where: string
  /** As written. */
  readonly raw: string
  /** Percent-decoded, if the form uses percent-encoding. */
  readonly password: string
  /** The name of the parameter, e.g. `password` or `api_key`; absent in the user part of a URL. */
  readonly parameter?: string
  readonly user?: string
  readonly host?: string
}

const KEYWORD =
  /(?:^|[\s;,])([A-Za-z][\w.-]{0,40}(?: [A-Za-z]{1,12})?)\s{0,2}=\s{0,2}("[^"]{1,512}"|'[^']{1,512}'|[^\s;,"'][^\s;,]{0,511})/g

/** Keys that identify a connection string, so that its `password=` counts. */
const COMPANIONS =
  /(?:^|[\s;,])(?:user(?: ?id|name)?|uid|login|host(?:name|addr)?|server|data source|address|addr|db ?name|database|initial catalog|endpoint|account ?name)\s{0,2}=|^[\w.-]{1,253}:\d{2,5},(?=.{0,512}=)/i

/** ODBC's `PWD={x}`. Letters alone or capital letters would be the name of a placeholder. */
const BRACED = /^\{(?![A-Z_]+\d*\}|[a-z_]+\})([^{}]{3,128})\}$/
/** `user=name%password,vers=3.0`, the mount options of SMB. */
const MOUNTED = /(?:^|,)user(?:name)?=[\w.\\/-]{1,64}%(?!40|2[0-9a-f]|3[a-f]|5c)([^\s,%]{4,128})(?:,|$)/i

/**
 * keywordLogins finds the password in a connection string of keywords: ADO.NET (`Server=…;Password=…`), libpq (`host=…
 * password=…`), Kafka's JAAS (`username="…" password="…"`), mount options (`username=…,password=…`).
 */
export function keywordLogins(text: string): readonly Login[] {
  if (!text.includes('=') || !COMPANIONS.test(text)) return []
  const found: Login[] = []
  const mounted = MOUNTED.exec(text)?.[1]
  if (mounted !== undefined) found.push({ where: 'mount options', raw: mounted, password: mounted })
  const isOdbc = /driver\s{0,2}=/i.test(text)
  for (const [, parameter = '', quoted = ''] of text.matchAll(KEYWORD)) {
    if (judgeName(parameter).strength !== 'strong') continue
    const raw = (isOdbc ? quoted.replace(BRACED, '$1') : quoted).replace(/^(["'])(.*)\1$/s, '$2')
    found.push({ where: 'a connection string', raw, password: raw, parameter })
  }
  return found
}
