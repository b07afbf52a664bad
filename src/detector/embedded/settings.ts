import { percentDecoded } from '../urls/login.ts'
import { type Leaf, MAX_LEAVES } from './leaf.ts'

/** `NAME=value`, `export NAME="value"`, `- name: value`, `name = value`, as files of settings have them. */
const LINE =
  /^\s{0,40}(?:-\s{1,4})?(?:export\s{1,4})?["']?([A-Za-z_][\w.-]{0,127})["']?\s{0,16}[:=]\s{0,16}(\S.{0,4095})$/

/** `<password>…</password>` and `password="…"`, as XML has them. */
const XML = /<([A-Za-z][\w.-]{0,63})>([^<>]{1,1024})<\/|[\s<]([A-Za-z][\w.-]{0,63})="([^"<>]{1,1024})"/g

const PAIR = /^\s{0,8}([A-Za-z_][\w.%-]{0,127})\s{0,4}=\s{0,4}([\s\S]{0,4096})$/

/** fileLeaves reads a text of several lines as `.env`, properties, INI or simple YAML; also with `\n` as two characters. */
export function fileLeaves(text: string): readonly Leaf[] {
  const lines = text.split(/\r?\n|\\n/)
  if (lines.length < 2) return []
  const leaves: Leaf[] = []
  for (const line of lines) {
    if (leaves.length >= MAX_LEAVES) break
    const match = line.length > 4400 ? null : LINE.exec(line)
    if (match && !isCode(match[2] as string))
      leaves.push({
        name: match[1] as string,
        text: unquoted(match[2] as string),
        form: 'the text of a settings file'
      })
  }
  return leaves
}

/** xmlLeaves reads elements and attributes. */
export function xmlLeaves(text: string): readonly Leaf[] {
  if (!/^\s{0,64}</.test(text)) return []
  const leaves: Leaf[] = []
  for (const [, element, inner, attribute, value] of text.matchAll(XML)) {
    if (leaves.length >= MAX_LEAVES) break
    leaves.push({
      name: element ?? attribute ?? '',
      text: inner ?? value ?? '',
      form: 'the text of a settings file'
    })
  }
  return leaves
}

/**
 * listLeaves reads `a=1,b=2`, `a=1;b=2`, `a=1&b=2` (OpenTelemetry's headers, mount options, query strings, one pair alone).
 * All of the text must be pairs; otherwise it is something else that happens to have an equals sign.
 */
export function listLeaves(text: string): readonly Leaf[] {
  if (!text.includes('=') || text.includes('\n')) return []
  for (const separator of [',', ';', '&']) {
    const parts = text.split(separator, MAX_LEAVES + 1)
    if (parts.length === 1 && separator !== '&') continue
    const pairs = parts.filter(part => part.trim() !== '').map(part => PAIR.exec(part))
    if (pairs.length === 0 || pairs.some(pair => pair === null)) continue
    return pairs.map(pair => ({
      name: percentDecoded(pair?.[1] ?? ''),
      text: percentDecoded(unquoted(pair?.[2] ?? '')),
      form: 'a list of settings' as const
    }))
  }
  return []
}

/** What a program or YAML itself would replace: calls, variables, anchors, block marks, comments. */
function isCode(text: string): boolean {
  return (
    /^(?:[A-Za-z_][\w.]{0,127}[([]|#|[|>][+-]?$|[*!&][A-Za-z])/.test(text) ||
    /^(?:var|local|data|module|each|self|process\.env|os\.environ|env|secrets|vars|config|settings)\.[\w.]{1,128}$/i.test(
      text
    )
  )
}

/** unquoted takes the quotes off a value, and a comment behind it. */
function unquoted(text: string): string {
  const trimmed = text.trim()
  const quoted = /^(["'])([^"']*)\1/.exec(trimmed)
  return quoted ? (quoted[2] as string) : trimmed.replace(/\s#.*$/, '')
}
