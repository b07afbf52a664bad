/** How a program accepts a password after a short flag. */
export type ProgramFlags = {
  readonly programs: RegExp
  /** Applies only if this word precedes the flag: `docker login -p`, but not `docker run -p`. */
  readonly after?: string
  /** Flags whose next word is a password: `redis-cli -a x`. */
  readonly separate?: readonly string[]
  /** Flags directly followed by the password, without a space: `mysql -px`. */
  readonly glued?: readonly string[]
  /** Flags whose next word, or the rest of the same word, is `user:password`. Samba's tools separate them with `%`. */
  readonly login?: readonly string[]
  /** Words such as `user/password@database`. */
  readonly oracle?: boolean
  /** Flags whose next word contains cookies: `session=x; theme=dark`. */
  readonly cookie?: readonly string[]
  /** `--password` without a value prompts for it, so the next word is not the password. */
  readonly asks?: boolean
}

/**
 * Programs that accept passwords on the command line, according to their manuals. Long flags need no entry: their names
 * identify them.
 */
export const PROGRAMS: readonly ProgramFlags[] = [
  {
    programs: /^(?:curl|curlie)$/,
    login: ['-u', '--user', '-U', '--proxy-user'],
    cookie: ['-b', '--cookie']
  },
  { programs: /^(?:http|https|xh|xhs)$/, login: ['-a', '--auth'] },
  { programs: /^wget$/, asks: false },
  {
    programs: /^(?:mysql|mariadb|percona-?)[\w-]*$|^mytop$|^xtrabackup$|^mydumper$|^innobackupex$/,
    glued: ['-p'],
    asks: true
  },
  { programs: /^(?:psql|pg_[a-z]+|createdb|createuser|dropdb|vacuumdb|pgbench)$/, asks: true },
  { programs: /^(?:redis|valkey|keydb|iredis)(?:-cli|-benchmark)?$/, separate: ['-a'] },
  { programs: /^sshpass$/, separate: ['-p'], glued: ['-p'] },
  { programs: /^(?:mongo[a-z]*|my(?:cli|sqlsh))$/, separate: ['-p'], glued: ['-p'] },
  { programs: /^(?:sqlcmd|bcp|osql|isql|tsql)$/, separate: ['-P'], glued: ['-P'] },
  {
    programs: /^(?:cqlsh|nodetool|dsetool|rabbitmqadmin|cypher-shell|beeline|impala-shell|dbaccess)$/,
    separate: ['-p', '-pw']
  },
  { programs: /^mosquitto_[a-z]+$/, separate: ['-P'] },
  { programs: /^ldap[a-z]+$/, separate: ['-w'], glued: ['-w'] },
  { programs: /^(?:smbclient|rpcclient|net|smbget|winexe|cifscreds)$/, login: ['-U'] },
  {
    programs: /^(?:docker|podman|nerdctl|buildah|skopeo|helm|oras|crane|az|oc|argocd|cf|npm|vercel|tabcmd)$/,
    after: 'login',
    separate: ['-p'],
    login: ['-u']
  },
  { programs: /^(?:zip|unzip|zipcloak)$/, separate: ['-P'], glued: ['-P'] },
  { programs: /^(?:7z|7za|7zr|rar|unrar)$/, glued: ['-p'] },
  { programs: /^(?:sqlplus|sqlldr|expdp|impdp|rman)$/, oracle: true },
  { programs: /^etcdctl$/, login: ['--user'] },
  { programs: /^ipmitool$/, separate: ['-P'] },
  { programs: /^(?:w?erl|iex|elixir)$/, separate: ['-setcookie', '--cookie'] },
  { programs: /^openssl$/, separate: ['-k'] },
  { programs: /^(?:consul|nomad|serf)$/, separate: ['-encrypt'], glued: ['-encrypt='] },
  { programs: /^influx$/, separate: ['-p', '-t'] },
  { programs: /^user(?:add|mod)$/, separate: ['-p', '--password'] },
  { programs: /^snmp[a-z]+$/, separate: ['-A', '-X', '-c'] },
  { programs: /^(?:ab|siege|hey)$/, login: ['-A', '-P', '-a'] },
  { programs: /^(?:lftp|open)$/, login: ['-u'] },
  { programs: /^(?:dotnet|nuget)$/, after: 'source', separate: ['-p'] },
  { programs: /^add-user\.sh$/, separate: ['-p'] },
  { programs: /^(?:ss-(?:server|local|redir|tunnel)|sslocal|ssserver)$/, separate: ['-k'] },
  { programs: /^(?:swaks|send[eE]mail)$/, separate: ['-ap', '-xp'] },
  { programs: /^ncftp(?:put|get|ls|batch)?$/, separate: ['-p'] },
  { programs: /^(?:xfreerdp|wlfreerdp|mstsc)$/, glued: ['/p:'] },
  { programs: /^x11vnc$/, separate: ['-passwd'] },
  { programs: /^airflow$/, after: 'users', separate: ['-p'] },
  { programs: /^caddy$/, separate: ['--plaintext'] },
  { programs: /^ssh-keygen$/, separate: ['-N', '-P'] },
  {
    programs: /^(?:keytool|jarsigner)$/,
    separate: ['-storepass', '-keypass', '-srcstorepass', '-deststorepass', '-srckeypass', '-destkeypass']
  }
]

/** One combined pattern instead of one per program, because most words of a command are not programs. */
const ANY_PROGRAM = new RegExp(PROGRAMS.map(({ programs }) => programs.source).join('|'))

/** programOf finds the flags of a program by its file name, with or without a path. */
export function programOf(word: string): ProgramFlags | undefined {
  if (word.length > 64) return undefined
  const name = word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/i, '')
  return name.length > 1 && ANY_PROGRAM.test(name)
    ? PROGRAMS.find(({ programs }) => programs.test(name))
    : undefined
}
