/** ANY_PROGRAM is the program of the usages that many have. */
export const ANY_PROGRAM = '*'

/**
 * Where programs take a credential, as their manuals have it: the programs, words that the command must have, then an
 * option with its value, or positions. `X` is the credential, `U` a user name before it, `N` the name of the value that
 * follows, `_` any word, `…` all words before the last, and `<` what comes from standard input. `-pX` is one word. `*`
 * stands for any letters, alone for any program.
 */
const USAGES = [
  // data stores
  'mysql*|mariadb*|mycli|xtrabackup|7z|7za -pX',
  'mongo|mongosh|mongodump|mongorestore|mongoimport|mongoexport|cqlsh|cypher-shell|couchbase-cli|cbbackup|cbq|beeline|sqoop|elasticsearch-users -p X',
  'redis-*|valkey-*|keydb-cli -a X',
  'redis-cli|valkey-cli|keydb-cli auth … X',
  'sqlcmd|bcp|isql|tsql|mssql-cli -P X',
  'sqlcmd|bcp|isql|tsql|mssql-cli -PX',
  'sqlplus|expdp|impdp|sqlldr U/X',
  'odoo|odoo-bin|vsql -w X',
  'neo4j-admin set-initial-password X',
  '* identified by X',
  '* alter|create user|role password X',
  // queues
  'rabbitmqctl add_user|change_password|authenticate_user _ X',
  'rabbitmqadmin -p X',
  'mosquitto_* -P X',
  'emqx|emqx_ctl admins add _ X',
  // files, directories, mail
  'mc alias|host set|add _ _ _ X',
  'rclone config create _ _ N X',
  'rclone config update _ N X',
  'rclone obscure X',
  'smbclient|rpcclient|net -U U%X',
  'lftp -u U,X',
  'ncftp* -p X',
  'ldap* -w X',
  'sshpass -p X',
  'sshpass -pX',
  'zip|unzip -P X',
  'swaks -ap X',
  'ipmitool|microsocks -P X',
  // HTTP
  'curl -uU:X',
  'curl|curlie|hurl|check_http|influx|jfrog|nats -u|--user U:X',
  '* --proxy-user|--basic-auth|--basic_auth|--creds|--src-creds|--dest-creds|--credentials|-auth|--auth U:X',
  'http|https|xh -a U:X',
  'ab -A|-P U:X',
  'ttyd|gotty -c|--credential U:X',
  // accounts
  'chpasswd <U:X',
  'passwd --stdin <X',
  'sudo -S <X',
  'kinit <X',
  'htpasswd|mosquitto_passwd -b … X',
  'useradd|usermod|add-user.sh|twine -p X',
  'filebrowser users add _ X',
  'grafana-cli|grafana reset-admin-password X',
  'ss-server|ssserver|ss-local|sslocal -k X',
  // encryption
  'openssl -k X',
  'openssl -pass|-passin|-passout pass:X',
  // clouds, registries, packages
  'docker|podman|nerdctl|buildah|skopeo|helm|crane|oras|regctl|az|oc|cf|ibmcloud login -p X',
  'docker|podman|nerdctl|buildah|skopeo|helm|crane|oras|regctl login --password-stdin <X',
  'gh|glab|elasticsearch-keystore --with-token|--stdin <X',
  'aws ssm put-parameter securestring --value X',
  'aws secretsmanager --secret-string X',
  'gh secret set --body|-b X',
  'vault|cargo login X',
  'vault unseal X',
  'doctl -t X',
  'ngrok add-authtoken|authtoken X',
  'snyk auth X',
  'npm|yarn|pnpm|git|pip|gcloud config N X',
  '* set|put N X',
  'composer|poetry config http-basic.* _ X',
  'composer|poetry config pypi-token.*|github-oauth.*|gitlab-token.* X',
  'bundle config … U:X',
  'etcdctl user add U:X',
  'dotnet|nuget source* -p X'
].map(usageOf)

/** A word of a command, and its index in it. */
export type Word = { readonly word: string; readonly index: number }

/** A word that a usage has for a credential: the credential in it, and the name that it is judged by. */
type Place = {
  readonly index: number
  readonly name: string
  readonly text: string
  readonly hasUser: boolean
}

/** A line of the table. `find` returns the places in the words behind the program, and in those that feed it. */
type Usage = {
  readonly programs: RegExp
  readonly find: (args: readonly Word[], fed: readonly Word[]) => readonly Place[]
}

/**
 * placesInUsages returns the words at which the manual of a program has a credential. `args` are the words behind the
 * program; `fed` is what a pipe gives it.
 */
export function placesInUsages(
  program: string,
  args: readonly Word[],
  fed: readonly Word[]
): readonly Place[] {
  return USAGES.flatMap(({ programs, find }) => (programs.test(program) ? find(args, fed) : []))
}

function usageOf(line: string): Usage {
  const [programs = '', ...words] = line.split(' ')
  const start = words.findIndex(word => /^(?:_|…|N|<?(?:U[:%,/]|pass:)?X|-.*X)$/.test(word))
  const place = words.slice(start)
  const [first = ''] = place
  const form = place.at(-1) ?? ''
  const option =
    /^(?:U.|pass:)?X$/.test(first) && words[start - 1]?.startsWith('-') ? words[start - 1] : undefined
  const needs = words.slice(0, option === undefined ? start : start - 1).map(matcherOf)
  const find = finderOf({ option, first, place, form })
  return {
    programs: programs === ANY_PROGRAM ? /^\*$/ : matcherOf(programs),
    find: (args, fed) => {
      const rest = behind(args, needs)
      return rest ? find(option === undefined ? rest : args, fed) : []
    }
  }
}

/** Words with alternatives; of options of one letter, several may be written as one: `-nbB`. */
function matcherOf(words: string): RegExp {
  const one = (word: string) =>
    /^-\w$/.test(word)
      ? `-[A-Za-z]*${word.slice(1)}[A-Za-z]*`
      : word.replace(/[.$]/g, '\\$&').replaceAll('*', '[\\w.-]*')
  return new RegExp(`^(?:${words.split('|').map(one).join('|')})$`, words.startsWith('-') ? '' : 'i')
}

/** The words behind those that a usage needs, which stand in this order; undefined if one is missing. */
function behind(args: readonly Word[], needs: readonly RegExp[]): readonly Word[] | undefined {
  let rest = args
  for (const need of needs) {
    const isOption = need.source.startsWith('^(?:-')
    const at = (isOption ? args : rest).findIndex(({ word }) => need.test(word))
    if (at < 0) return undefined
    if (!isOption) rest = rest.slice(at + 1)
  }
  return rest
}

type Form = {
  readonly option: string | undefined
  readonly first: string
  readonly place: readonly string[]
  readonly form: string
}

function finderOf({ option, first, place, form }: Form): Usage['find'] {
  const inForm = formOf(form.replace(/^(?:<|-\w)/, ''))
  if (option !== undefined) {
    const names = new RegExp(
      `^(?:${option.replace(/-\w(?=\||$)/g, one => `-[A-Za-z]*${one.slice(1)}`)})(?:$|=(?=.))`
    )
    return args =>
      args.flatMap((word, at) => inForm(names.test(word.word) ? behindOption(word, args[at + 1]) : undefined))
  }
  if (first.startsWith('-'))
    return args =>
      args.flatMap(({ word, index }) =>
        word.startsWith(first.slice(0, 2)) ? inForm({ word: word.slice(2), index }) : []
      )
  if (first.startsWith('<'))
    return (args, fed) => {
      const here = args.findIndex(({ word }) => word === '<<<')
      return [...fed.slice(-1), ...args.slice(here < 0 ? args.length : here + 1)].flatMap(inForm)
    }
  if (first === '…') return args => positionsIn(args).slice(-1).flatMap(inForm)
  const at = place.indexOf('N')
  if (at < 0)
    return args =>
      positionsIn(args)
        .slice(place.length - 1, place.length)
        .flatMap(inForm)
  return args =>
    positionsIn(args)
      .slice(at)
      .flatMap((word, index, pairs) =>
        index % 2 === 1
          ? inForm(word).map(one => ({ ...one, name: nameIn(pairs[index - 1]?.word ?? '') }))
          : []
      )
}

/** The last step of `app/db_password` and `//registry/:_authToken`. */
function nameIn(path: string): string {
  return path.slice(path.search(/[^/:]*$/))
}

/** The value of an option, in the same word or in the next. */
function behindOption({ word, index }: Word, next: Word | undefined): Word | undefined {
  const sign = word.indexOf('=')
  if (sign >= 0) return { word: word.slice(sign + 1), index }
  return next?.word.startsWith('-') ? undefined : next
}

/** The words that are no options and no settings, up to where the output goes. */
function positionsIn(args: readonly Word[]): readonly Word[] {
  const end = args.findIndex(({ word }) => /^\d?[<>]/.test(word))
  return args.slice(0, end < 0 ? args.length : end).filter(({ word }) => !/^-|^\w+=./.test(word))
}

/** `8080:80` is a pair of ports, and printf gets `\n`. */
function formOf(form: string): (word: Word | undefined) => readonly Place[] {
  const hasUser = form.startsWith('U')
  const start = hasUser ? `["']?[^\\s:/%,"']{1,64}${form[1]}` : form.slice(0, -1)
  const pattern = new RegExp(`^${start}(?!\\d+:\\d+$)([\\s\\S]{1,512}?)(?:\\\\n)?$`)
  return word => {
    const text = pattern.exec(word?.word ?? '')?.[1]
    return word && text !== undefined ? [{ index: word.index, name: 'password', text, hasUser }] : []
  }
}
