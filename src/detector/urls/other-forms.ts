const ORACLE = /\bjdbc:oracle:\w{1,16}:([^\s/:@]{1,128})\/("[^"\s]{1,128}"|[^\s@/]{1,128})@/gi
/** `user/password@host:1521/service`, the syntax of Oracle's tools. */
const SQLPLUS = /(?:^|[\s"'])([A-Za-z]\w{0,29})\/([^\s/@]{3,128})@(?:\/\/)?[\w.-]{1,253}:15\d\d[/:]\w/g
const GO_MYSQL = /(?:^|\s)([^\s:@/]{1,64}):([^\s]{1,128})@(?:(?:tcp|unix)\(|\([\w.-]{1,253}:\d{1,5}\)\/)/g

/** `postgres:/user:password@host`, which lenient parsers read as a URL. */
const ONE_SLASH =
  /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|s?ftps?|smtps?|ldaps?|https?):\/([^\s:@/]{1,64}):([^\s@/]{1,128})@\w/gi

/**
 * otherForms returns the patterns of logins other than `scheme://user:password@host` that a text could contain: user
 * and password in this order. The first use of a pattern is expensive, and most texts contain none of these forms.
 */
export function otherForms(text: string): readonly RegExp[] {
  return [
    ...(text.includes('(') && /@(?:tcp|unix)?\(/.test(text) ? [GO_MYSQL] : []),
    ...(text.includes('@') && /\w:\/[^/\s]/.test(text) ? [ONE_SLASH] : []),
    ...(/jdbc:oracle:/i.test(text) ? [ORACLE] : []),
    ...(/@(?:\/\/)?[\w.-]{1,253}:15\d\d[/:]\w/.test(text) ? [SQLPLUS] : [])
  ]
}
