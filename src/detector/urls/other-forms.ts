const ORACLE = /\bjdbc:oracle:\w{1,16}:([^\s/:@]{1,128})\/("[^"\s]{1,128}"|[^\s@/]{1,128})@/gi
/** `user/password@host:1521/service`, the syntax of Oracle's tools. */
const SQLPLUS = /(?:^|[\s"'])([A-Za-z]\w{0,29})\/([^\s/@]{3,128})@(?:\/\/)?[\w.-]{1,253}:15\d\d[/:]\w/g
const GO_MYSQL = /(?:^|\s)([^\s:@/]{1,64}):([^\s]{1,128})@(?:(?:tcp|unix)\(|\([\w.-]{1,253}:\d{1,5}\)\/)/g

/** `postgres:/user:password@host` and `https:\\\\user:password@host`, which lenient parsers read as a URL. */
const ONE_SLASH =
  /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|s?ftps?|smtps?|ldaps?|https?):(?:\/|\\{1,2})([^\s:@/\\]{1,64}):([^\s@/]{1,128})@\w/gi

/** `host:port:user:password`, as lists of proxies are written; the password has a digit or two among its letters. */
const PROXY =
  /(?:^|[\s,;])[\w.-]{1,253}:\d{2,5}:([a-z][\w.-]{0,63}):((?=[^\s:,;]{0,64}[A-Za-z]{3})(?=[^\s:,;\d]{0,64}\d[^\s:,;\d]{0,8}\d)[^\s:,;/.-]{8,64})(?=$|[\s,;])/gi

/** `bindname=cn=x,X-BINDPW=password`, the extensions of an LDAP URL. */
const BIND = /\b(bindname=\S{1,256}?,!?x-bindpw)=([^\s,&]{3,128})/gi

/** `sip:user:password@host`. */
const SIP = /\bsips?:([^\s:@/]{1,64}):([^\s@/;]{3,128})@\w/gi

/**
 * otherForms returns the patterns of logins other than `scheme://user:password@host` that a text could contain: user
 * and password in this order. The first use of a pattern is expensive, and most texts contain none of these forms.
 */
export function otherForms(text: string): readonly RegExp[] {
  return [
    ...(text.includes('(') && /@(?:tcp|unix)?\(/.test(text) ? [GO_MYSQL] : []),
    ...(text.includes('@') && /\w:(?:\/[^/\s]|\\)/.test(text) ? [ONE_SLASH] : []),
    ...(/:\d{2,5}:[a-z]/i.test(text) ? [PROXY] : []),
    ...(/x-bindpw=/i.test(text) ? [BIND] : []),
    ...(/\bsips?:/i.test(text) ? [SIP] : []),
    ...(/jdbc:oracle:/i.test(text) ? [ORACLE] : []),
    ...(/@(?:\/\/)?[\w.-]{1,253}:15\d\d[/:]\w/.test(text) ? [SQLPLUS] : [])
  ]
}
