/** Logins other than `scheme://user:password@host`: user and password in this order. */
export const OTHER_FORMS: readonly RegExp[] = [
  // jdbc:oracle:thin:user/password@host
  /\bjdbc:oracle:\w{1,16}:([^\s/:@]{1,128})\/("[^"\s]{1,128}"|[^\s@/]{1,128})@/gi,
  // user/password@host:1521/service, the syntax of Oracle's tools
  /(?:^|[\s"'])([A-Za-z]\w{0,29})\/([^\s/@]{3,128})@(?:\/\/)?[\w.-]{1,253}:15\d\d[/:]\w/g,
  // user:password@tcp(host), as Go writes it
  /(?:^|\s)([^\s:@/]{1,64}):([^\s]{1,128})@(?:(?:tcp|unix)\(|\([\w.-]{1,253}:\d{1,5}\)\/)/g
]
