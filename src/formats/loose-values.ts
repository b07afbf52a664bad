/** Members that give another member its name, and those that hold what is named. */
export const NAMING = /^(?:name|key|variable|env(?:var)?)$/i
export const VALUING = /^(?:val(?:ue)?s?|default(?:value)?|plain|literal|<<)$/i

/** A call of Terraform's or jsonnet's language: its texts are read for themselves. */
export const CALL =
  /^(?:try|coalesce(?:list)?|lookup|element|join|format(?:list)?|file|templatefile|jsonencode|jsondecode|base64(?:encode|decode)|tostring|tonumber|replace|merge|concat|sensitive|nonsensitive|std\.\w{1,32}|data\.\w{1,64}|module\.\w{1,64})\(/

/** A condition about a name of code's: what it compares with and chooses from are texts of their own. */
export const CONDITION =
  /^!?[A-Za-z_]\w{0,63}(?:\.[\w*-]{1,64}|\[[^\]]{0,64}\]|\([^()]{0,128}\)){1,8}\s{0,4}(?:[=!<>]=|[?<>]|&&|\|\|)/

/** What Terraform refers to, alone. */
export const REFERRED =
  /^(?:local|var|module|data|each|self|path|(?:aws|random)_\w{1,64})\.[\w.[\]"*-]{1,256}$/

/** A word, or YAML's merge key. */
export const WORD = /[A-Za-z_$][\w.$/-]*|<<(?=[ \t]{0,8}:)/y
export const SEPARATOR = /[ \t]{0,64}(?:::?=?|=[>=]?)/y

/** A block text begins, or nothing but a tag or an anchor stands here. */
export const OPENING = /^(?:[|>][-+\d]{0,3}|\|\|\||<<[-~]?\w{1,64}|&\S+|!\S*)\s*(?:#.*)?$/

/** A name is this many lines away from its value at most. */
export const NEAR = 6

/** Longest unquoted value; a line may be the whole file. */
export const LONGEST = 8192

export const QUOTES = '"\'`'

/** isNameLike tells whether a text can be what a variable is called. */
export function isNameLike(value: string): boolean {
  return value.length <= 256 && /^[\w.${}<>%/-]+$/.test(value)
}

/** unquotedValue is a value that stands on a line without quotes: up to a comment, to what closes around it, to the next pair, or to a directive. */
export function unquotedValue(shown: string): string {
  const cut = shown.search(/\s#|\s\/\/|,\s|,$|[)\]}]+[,;]?\s*$|\s["']?[A-Za-z_][\w.-]{0,64}["']?\s?:\s/)
  const value = cut > 0 ? shown.slice(0, cut) : shown
  const directive = value.slice(1).search(/\{[{%]|<%/)
  return (
    directive >= 0 && !value.startsWith('{') && !value.startsWith('<%')
      ? value.slice(0, directive + 1)
      : value
  ).trimEnd()
}

/** bare is a value without quotes that are left over, tags and anchors. */
export function bare(value: string): string {
  return value.replace(/^(?:[&!]\S*\s+){1,2}/, '').replace(/^["'`]+|["'`]+$/g, '')
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** decoded takes out the escapes of JSON, JSON5 and YAML; an unknown one is the character. */
export function decoded(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(/\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/g, written => {
    const code = written.slice(1)
    return code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code)
  })
}

/** isStructure tells whether a line is an item, a member, a bracket or a mark, and no text that goes on. */
export function isStructure(line: string): boolean {
  return /^(?:- |[[{#}\]]|["']?(?:Fn::)?[\w.-]{1,128}["']?\s?(?::\s|:$|=\s|\s=)|---)/.test(line.slice(0, 200))
}
