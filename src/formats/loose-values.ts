/** Members that contain the name of another member, and those that contain its value. */
export const NAMING = /^(?:name|key|variable|env(?:var)?)$/i
export const VALUING = /^(?:val(?:ue)?s?|default(?:value)?|plain|literal|<<)$/i

/** A function call of Terraform or jsonnet, whose texts are read separately. */
export const CALL =
  /^(?:try|coalesce(?:list)?|lookup|element|join|format(?:list)?|file|templatefile|jsonencode|jsondecode|base64(?:encode|decode)|tostring|tonumber|replace|merge|concat|sensitive|nonsensitive|flatten|compact|distinct|to(?:set|list|map)|zipmap|keys|values|trimspace|yamlencode|std\.\w{1,32}|data\.\w{1,64}|module\.\w{1,64})\(/

/** A condition on an identifier: the texts it compares with and chooses from are read separately. */
export const CONDITION =
  /^!?[A-Za-z_]\w{0,63}(?:\.[\w*-]{1,64}|\[[^\]]{0,64}\]|\([^()]{0,128}\)){1,8}\s{0,4}(?:[=!<>]=|[?<>]|&&|\|\|)/

/** A Terraform reference without anything else. */
export const REFERRED =
  /^(?:local|var|module|data|each|self|path|(?:aws|random)_\w{1,64})\.[\w.[\]"*-]{1,256}$/

/** A word, or YAML's merge key. */
export const WORD = /[A-Za-z_$][\w.$/-]*|<<(?=[ \t]{0,8}:)/y
export const SEPARATOR = /[ \t]{0,64}(?:::?=?|=[>=]?)/y

/** The beginning of a block text, or only a tag or an anchor. */
export const OPENING = /^(?:[|>][-+\d]{0,3}|\|\|\||<<[-~]?\w{1,64}|&\S+|!\S*)\s*(?:#.*)?$/

/** Largest number of lines between a name and its value. */
export const NEAR = 6

/** Longest unquoted value; a line may be the whole file. */
export const LONGEST = 8192

export const QUOTES = '"\'`'

/** isNameLike returns whether a text can be the name of a variable. */
export function isNameLike(value: string): boolean {
  return value.length <= 256 && /^[\w.${}<>%/-]+$/.test(value)
}

/** unquotedValue returns an unquoted value: up to a comment, a closing bracket, the next pair, or a directive. */
export function unquotedValue(shown: string): string {
  const close = shown.search(/\s#|\s\/\/|,\s|,$|[)\]}]+[,;]?\s*$|\s["']?[A-Za-z_][\w.-]{0,64}["']?\s?:\s/)
  const head = close > 0 ? shown.slice(0, close) : shown
  // What closes a placeholder belongs to it.
  const value = head.lastIndexOf('${') > head.lastIndexOf('}') ? shown : head
  const directive = value.slice(1).search(/\{[{%]|<%/)
  return (
    directive >= 0 && !value.startsWith('{') && !value.startsWith('<%')
      ? value.slice(0, directive + 1)
      : value
  ).trimEnd()
}

/** bare removes leftover quotes, tags and anchors from a value. */
export function bare(value: string): string {
  return value.replace(/^(?:[&!]\S*\s+){1,2}/, '').replace(/^["'`]+|["'`]+$/g, '')
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

/** decoded resolves the escapes of JSON, JSON5 and YAML; an unknown escape is the character itself. */
export function decoded(raw: string): string {
  if (!raw.includes('\\')) return raw
  return raw.replace(/\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[\s\S])/g, written => {
    const code = written.slice(1)
    return code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code)
  })
}

/**
 * isStructure returns whether a line is an item, a member, a bracket or a marker, and not the continuation of a text.
 */
export function isStructure(line: string): boolean {
  return /^(?:- |[[{#}\]]|["']?(?:Fn::)?[\w.-]{1,128}["']?\s?(?::\s|:$|=\s|\s=)|---)/.test(line.slice(0, 200))
}
