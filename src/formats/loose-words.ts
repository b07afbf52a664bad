import { type LooseToken, NAMING } from './loose-cursor.ts'

/** A Terraform reference without anything else: `var.x`, `aws_x.y`, or `type_of_provider.name.attribute`. */
const REFERRED =
  /^(?:(?:local|var|module|data|each|self|path|(?:aws|random)_\w{1,64})\.[\w.[\]"*-]{1,256}|[a-z][a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6}(?:\[[^[\]\s]{1,64}\])?\.[A-Za-z_][\w-]{0,63}(?:\[[^[\]\s]{1,64}\])?(?:\.[a-z][a-z_0-9]{0,63}(?:\[[^[\]\s]{1,64}\])?){1,4})$/

/** What a variable's type says, without quotes. */
const TYPE = /^(?:string|number|bool|any|null)[\s)}\]]*$/

/** isNoLiteral returns whether an unquoted value is only a reference or a type. */
export function isNoLiteral(value: string): boolean {
  return REFERRED.test(value) || TYPE.test(value)
}

/** isNameLike returns whether a text can be the name of a variable. */
export function isNameLike(value: string): boolean {
  return value.length <= 256 && /^[\w.${}<>%/-]+$/.test(value)
}

/** unquotedValue returns an unquoted value: up to a comment, a closing bracket, the next pair, or a directive. */
export function unquotedValue(shown: string): string {
  // `# generate_secret=false: the service is a public client`
  const said = /^(?:true|false|null|none)(?=[:;,.] )/i.exec(shown)?.[0]
  if (said !== undefined) return said
  // {"name": "X", "value": $x}]')" in a script, [{name: "X", value: $x}] else [] end in jq
  const variable = /^\$(?:\{\w{1,128}\}|\w{1,128})(?=[\])}'"]{1,16}(?:[;,\s]|$))/.exec(shown)?.[0]
  if (variable !== undefined) return variable
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

/** defaultIn returns the default of a Go template's variable: `$pw := .Values.pw | default "x"`. */
export function defaultIn(
  shown: string
): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  const found = /^[^"`]{0,256}\bdefault[ \t]{1,8}(["`])([^"`]{1,512})\1/.exec(shown)
  const text = found?.[2] ?? ''
  const end = found?.[0].length ?? 0
  return found ? { text, start: end - text.length - 2, end } : undefined
}

/** bare removes leftover quotes, tags and anchors from a value, except for functions of CloudFormation. */
export function bare(value: string): string {
  if (/^!(?:Ref|GetAtt|ImportValue|FindInMap|Select) /.test(value)) return value
  return value.replace(/^(?:[&!]\S*\s+){1,2}/, '').replace(/^(?:\\?["'`])+|(?:\\?["'`])+$/g, '')
}

/**
 * isStructure returns whether a line is an item, a member, a bracket or a marker, and not the continuation of a text.
 */
export function isStructure(line: string): boolean {
  return /^(?:- |[[{#}\]]|["']?(?:Fn::)?[\w.-]{1,128}["']?\s?(?::\s|:$|=\s|\s=)|---)/.test(line.slice(0, 200))
}

/**
 * isProse returns whether a word before another names nothing: `for value in` names what it goes through, and words of
 * a heading in capitals or of a remark are words, as in `# values fetched from`, `# so that the literal "app/" stays`.
 */
export function isProse(name: string, { text, quoted }: LooseToken, before: string): boolean {
  const isRemark = /(?:^|\s)(?:#|\/\/)/.test(before)
  if (quoted) return isRemark && /^[a-z]+$/.test(name)
  // {\"name\": \"DB_PASSWORD\", \"valueFrom\": …} in a script; a list of names
  if (/^value_?from$/i.test(text) || (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) && !NAMING.test(name)))
    return true
  // `# Extract DB_API_KEY ARN from …`
  const isAmongWords = isRemark && /[a-z]\s{1,4}$/.test(before)
  if (text === 'in' || (/^[A-Z]+$/.test(text) && (isAmongWords || !name.includes('_')))) return true
  // `(DB_PASSWORD, JWT_SECRET, etc.)`
  return /^[a-z]+[.,;:!?]?$/.test(text) && isRemark
}
