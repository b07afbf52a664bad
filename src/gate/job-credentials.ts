import { isDrawn } from '../detector/values/describe.ts'
import type { JobTexts } from './shown.ts'

/** Names of job variables that contain a credential, rather than its name, its file or something else about it. */
const SECRET_NAME =
  /^(?!.*_(?:ARN|FILE|ID|LENGTH|NAME|PATH|POLICY|PREFIX|REGION|STORE|TTL|TYPE|VERSION)$).*(?:TOKEN|SECRET|PASS(?![EIT])|CRED|_PWD$|_PAT$|AUTH$|JWT|(?:ACCESS|ACCOUNT|API|DEPLOY|ENCRYPTION|MASTER|PRIVATE|SIGNING|SSH)_?KEY)/i

/** A secret access key of AWS begins with a slash once in 64 times. */
const ADDRESS = /^(?:\/(?![A-Za-z0-9+/]{39}$)|[A-Za-z]:\\|arn:|https?:)/

/** The password in a URL, such as that of a proxy or a database. */
const LOGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/]+)@/i

/**
 * credentialsOfJob returns the values of variables named like a credential, and the passwords of URLs. A plain word
 * that an input contains too, such as the name of a stage, is not one: masking it would hide the name.
 */
export function credentialsOfJob({ variables, texts }: JobTexts): readonly string[] {
  return variables.flatMap(([name, value = '']) => {
    const secret = LOGIN.exec(value)?.[1] ?? (SECRET_NAME.test(name) && !ADDRESS.test(value) ? value : '')
    return isDrawn(secret) || !texts.some(text => text?.includes(secret)) ? [secret] : []
  })
}
